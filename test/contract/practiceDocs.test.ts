import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { docsFile, practiceDocs, regenerate } from '../../src/headless/practice/docs.ts';
import { servicesOfNewAccount } from '../../src/headless/practice/newAccount.ts';
import { operationNames } from '../../src/practice/protocols/model.ts';
import type { Service } from '../../src/practice/service.ts';

describe("the practice account's document", () => {
  let services: readonly Service[];
  before(async () => {
    services = await servicesOfNewAccount('dist');
  });

  it("is made from the services' own tables", () => {
    const committed = readFileSync(docsFile, 'utf8').replaceAll('\r\n', '\n');
    assert.equal(committed, practiceDocs(services), `${docsFile} is not up to date: run \`${regenerate}\``);
  });

  it('names only operations that AWS has', () => {
    for (const service of services) {
      if (!('model' in service)) continue;
      const known = operationNames(service.model);
      const own = Object.keys(service.operations).filter((name) => !known.includes(name));
      assert.deepEqual(own, [], service.title);
    }
  });

  it('says of each service what it refuses, in sentences', () => {
    for (const { title, refuses } of services) {
      assert.ok(refuses.length > 0, `${title} refuses nothing`);
      for (const sentence of refuses) assert.match(sentence, /^[A-Z`].*\.$/s, `${title}: ${sentence}`);
    }
  });
});
