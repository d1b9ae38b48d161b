import * as glue from '@aws-sdk/client-glue';
import assert from 'node:assert/strict';
import { operationSchemas } from '../../../../src/practice/protocols/model.ts';
import { describe as words, differences } from '../../../../src/practice/protocols/schemaCheck.ts';

const found = (operation: string, side: 'input' | 'output', value: unknown) =>
  differences(operationSchemas(glue, operation)![side], value).map(words);

describe("a value against AWS's model", () => {
  it('fits with any of its members, and without the optional ones', () => {
    assert.deepEqual(found('GetCrawler', 'output', {}), []);
    assert.deepEqual(
      found('GetCrawler', 'output', {
        Crawler: {
          Name: 'c',
          CreationTime: new Date(0),
          Targets: { S3Targets: [{ Path: 's3://x', Exclusions: ['a'] }] },
          CrawlElapsedTime: 5,
        },
      }),
      [],
    );
  });

  it('differs by unknown members and wrong types, wherever they lie', () => {
    assert.deepEqual(
      found('GetCrawler', 'output', {
        Crawler: {
          Targets: { S3Targets: [{ Path: 's3://x' }, { Pathh: 's3://x' }] },
          LastCrawl: { StartTime: '2020' },
          CrawlElapsedTime: '5',
        },
      }),
      [
        'Crawler.Targets.S3Targets.1.Pathh: no such member',
        'Crawler.LastCrawl.StartTime: expected timestamp, got string',
        'Crawler.CrawlElapsedTime: expected number, got string',
      ],
    );
    assert.deepEqual(found('GetJob', 'output', { Job: { DefaultArguments: { '--a': 1 } } }), [
      'Job.DefaultArguments.--a: expected string, got number',
    ]);
    assert.deepEqual(found('GetJob', 'output', { Job: [] }), ['Job: expected structure, got list']);
    assert.deepEqual(found('GetTables', 'output', { TableList: {} }), [
      'TableList: expected list, got object',
    ]);
  });

  it('differs by the required members it lacks', () => {
    assert.deepEqual(found('CreateDatabase', 'input', { DatabaseInput: {} }), [
      'DatabaseInput.Name: required',
    ]);
    assert.deepEqual(found('CreateDatabase', 'input', {}), ['DatabaseInput: required']);
  });
});
