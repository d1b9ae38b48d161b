import * as athena from '@aws-sdk/client-athena';
import * as firehose from '@aws-sdk/client-firehose';
import * as glue from '@aws-sdk/client-glue';
import * as runtime from '@aws-sdk/client-sagemaker-runtime';
import { STS } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { startWireServer, type WireServer } from '../support/wireServer.ts';

describe('the wire', () => {
  let wire: WireServer;
  before(async () => {
    wire = await startWireServer();
  });
  after(() => wire.close());

  const firehoseClient = (changes?: object) => new firehose.Firehose(wire.settings(changes));

  /** Sends a body that no client would, signed as a client signs. */
  const sendRaw = (body: string) => {
    const client = firehoseClient();
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: string }).body = body;
        const { headers } = args.request as { headers: Record<string, string> };
        headers['content-length'] = String(Buffer.byteLength(body));
        return next(args);
      },
      { step: 'build', priority: 'low' },
    );
    return client.putRecordBatch({ DeliveryStreamName: 's', Records: [] });
  };

  describe('in JSON 1.1', () => {
    it('carries bytes, 500 records at a time, in their order', async () => {
      const records = Array.from({ length: 500 }, (_, place) => ({
        Data: Buffer.from([0, 255, place & 255]),
      }));
      const reply = await firehoseClient().putRecordBatch({ DeliveryStreamName: 's', Records: records });
      assert.deepEqual(
        reply.RequestResponses?.map(({ RecordId }) => RecordId),
        records.map(({ Data }) => Data.toString('hex')),
      );
    });

    it('carries times to the millisecond, and text of any language', async () => {
      const { Table } = await new glue.Glue(wire.settings()).getTable({
        DatabaseName: 'd',
        Name: 'größe 漢字 \u0001',
      });
      assert.equal(Table?.Name, 'größe 漢字 \u0001');
      assert.equal(Table.CreateTime?.getTime(), 1e12 + 500);
    });

    it('answers an operation without output with an empty reply', async () => {
      const reply = await firehoseClient().deleteDeliveryStream({ DeliveryStreamName: 's' });
      assert.equal(reply.$metadata.httpStatusCode, 200);
    });

    it("throws the client's own class of error, with the model's status", async () => {
      await assert.rejects(new glue.Glue(wire.settings()).startCrawler({ Name: 'c' }), (error) => {
        assert.ok(error instanceof glue.CrawlerRunningException);
        assert.equal(error.message, 'Crawler with name c has already started');
        assert.equal(error.$metadata.httpStatusCode, 400);
        return true;
      });
      await assert.rejects(
        firehoseClient().putRecord({ DeliveryStreamName: 's', Record: { Data: Buffer.of(1) } }),
        (error) => {
          assert.ok(error instanceof firehose.ServiceUnavailableException);
          assert.equal(error.$metadata.httpStatusCode, 503);
          return true;
        },
      );
    });

    it("names an error in the document, as these services do, and not in restJson's header", async () => {
      const client = new glue.Glue(wire.settings());
      const raw = await errorReply(client, () => client.startCrawler({ Name: 'c' }));
      assert.equal(raw.headers['x-amzn-errortype'], undefined);
      assert.ok(raw.headers['x-amzn-requestid']);
      assert.equal((JSON.parse(raw.body) as { __type: string }).__type, 'CrawlerRunningException');
    });

    it("fills an error's further members", async () => {
      await assert.rejects(new athena.Athena(wire.settings()).getWorkGroup({ WorkGroup: 'w' }), (error) => {
        assert.ok(error instanceof athena.InvalidRequestException);
        assert.equal(error.message, 'WorkGroup is not found.');
        assert.equal(error.AthenaErrorCode, 'INVALID_INPUT');
        return true;
      });
    });

    it('refuses by name what it does not do, known to AWS or not', async () => {
      await assert.rejects(firehoseClient().tagDeliveryStream({ DeliveryStreamName: 's', Tags: [] }), {
        name: 'UnknownOperationException',
        message: 'The practice account does not do Firehose TagDeliveryStream.',
      });
      const client = firehoseClient();
      client.middlewareStack.add(
        (next) => (args) => {
          const { headers } = args.request as { headers: Record<string, string> };
          headers['x-amz-target'] = 'Firehose_20150804.constructor';
          return next(args);
        },
        { step: 'build', priority: 'low' },
      );
      await assert.rejects(client.listDeliveryStreams(), { name: 'UnknownOperationException' });
    });

    it('refuses what is not JSON, and members of a wrong type', async () => {
      for (const [body, message] of [
        ['{', /not valid JSON/],
        ['7', /Expected structure or null/],
        ['{"Records":{}}', /Start of structure or map found/],
        ['{"DeliveryStreamName":7,"Records":[]}', /^NUMBER_VALUE can not be converted to a String/],
        ['{"DeliveryStreamName":"s","Records":[{"Data":7}]}', /^NUMBER_VALUE can not be converted to a Blob/],
        ['{"DeliveryStreamName":"s","Records":["x"]}', /Expected structure or null/],
      ] as const) {
        await assert.rejects(sendRaw(body), { name: 'SerializationException', message }, body);
      }
    });

    it("names the members that are missing, in AWS's words", async () => {
      for (const body of ['', '{}', 'null']) {
        await assert.rejects(sendRaw(body), {
          name: 'ValidationException',
          message:
            "2 validation errors detected: Value null at 'deliveryStreamName' failed to satisfy constraint: " +
            "Member must not be null; Value null at 'records' failed to satisfy constraint: Member must not be null",
        });
      }
      await assert.rejects(sendRaw('{"DeliveryStreamName":"s","Records":[{"Data":""},{}]}'), {
        name: 'ValidationException',
        message: /Value null at 'records.2.member.data'/,
      });
    });

    it('ignores members that the model does not have, as AWS does', async () => {
      const reply = await sendRaw(
        '{"DeliveryStreamName":"s","Records":[{"Data":"AA==","Extra":1}],"Other":{}}',
      );
      assert.deepEqual(reply.RequestResponses, [{ RecordId: '00' }]);
    });

    it('never sends a reply that does not fit the model, nor hides a defect', async () => {
      await assert.rejects(firehoseClient().listDeliveryStreams(), {
        name: 'InternalFailure',
        message: /does not fit AWS's model: HasMoreDeliveryStreams: required/,
      });
      await assert.rejects(firehoseClient().describeDeliveryStream({ DeliveryStreamName: 's' }), {
        name: 'InternalFailure',
        message: /a defect/,
      });
    });
  });

  describe('in restJson', () => {
    const client = () => new runtime.SageMakerRuntime(wire.settings());

    it('carries the name in the path, the rest in headers, and bytes as body both ways', async () => {
      const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      const reply = await client().invokeEndpoint({
        EndpointName: 'end-point-1',
        Body: body,
        ContentType: 'text/csv',
        Accept: 'text/csv; charset=utf-8',
      });
      assert.deepEqual(Buffer.from(reply.Body), Buffer.concat([Buffer.from('end-point-1|'), body]));
      assert.equal(reply.ContentType, 'text/csv; charset=utf-8');
      assert.equal(reply.InvokedProductionVariant, 'AllTraffic');
    });

    it('carries a body of 6 MiB', async () => {
      const body = Buffer.alloc(6 * 1024 * 1024, 'x');
      const reply = await client().invokeEndpoint({ EndpointName: 'e', Body: body });
      assert.equal(reply.Body.length, body.length + 2);
    });

    it("throws ModelError with the model's status and members", async () => {
      await assert.rejects(client().invokeEndpoint({ EndpointName: 'broken', Body: '1' }), (error) => {
        assert.ok(error instanceof runtime.ModelError);
        assert.equal(error.$metadata.httpStatusCode, 424);
        assert.equal(error.OriginalStatusCode, 415);
        assert.equal(error.OriginalMessage, 'Loading csv data failed');
        assert.equal(error.LogStreamArn, 'arn:x');
        return true;
      });
    });

    it('names an error in a header, and refuses a wrong key with 403', async () => {
      const broken = client();
      const raw = await errorReply(broken, () =>
        broken.invokeEndpoint({ EndpointName: 'broken', Body: '1' }),
      );
      assert.equal(raw.headers['x-amzn-errortype'], 'ModelError');
      assert.ok(!raw.body.includes('__type'));
      const credentials = { accessKeyId: 'AKIAOTHER', secretAccessKey: 's' };
      const stranger = new runtime.SageMakerRuntime(wire.settings({ credentials }));
      await assert.rejects(stranger.invokeEndpoint({ EndpointName: 'e', Body: '1' }), (error) => {
        assert.ok(error instanceof runtime.SageMakerRuntimeServiceException);
        assert.equal(error.name, 'UnrecognizedClientException');
        assert.equal(error.$metadata.httpStatusCode, 403);
        return true;
      });
    });

    it('refuses by name what it does not do', async () => {
      await assert.rejects(client().invokeEndpointAsync({ EndpointName: 'e', InputLocation: 's3://b/k' }), {
        name: 'UnknownOperationException',
        message: 'The practice account does not do SageMaker Runtime InvokeEndpointAsync.',
      });
    });
  });

  describe('in AWS Query', () => {
    it('refuses by name what it does not do', async () => {
      await assert.rejects(new STS(wire.settings()).getSessionToken(), {
        name: 'InvalidAction',
        message: 'The practice account does not do STS GetSessionToken.',
      });
    });
  });
});

/** The reply that makes a call fail, as it came. */
async function errorReply(
  client: glue.Glue | runtime.SageMakerRuntime,
  call: () => Promise<unknown>,
): Promise<{ headers: Record<string, string>; body: string }> {
  const found = { headers: {} as Record<string, string>, body: '' };
  const keep: Parameters<glue.Glue['middlewareStack']['add']>[0] = (next) => async (args) => {
    const result = await next(args);
    const reply = result.response as { headers: Record<string, string>; body: AsyncIterable<Uint8Array> };
    const chunks: Uint8Array[] = [];
    for await (const chunk of reply.body) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    Object.assign(found, { headers: reply.headers, body: body.toString() });
    Object.assign(reply, { body: Readable.from([body]) });
    return result;
  };
  (client as glue.Glue).middlewareStack.add(keep, { step: 'deserialize', priority: 'low' });
  await assert.rejects(call());
  return found;
}
