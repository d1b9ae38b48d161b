import assert from 'node:assert/strict';
import { withoutSecrets } from '../../../../src/lab/report/withoutSecrets.ts';

const id = 'ASIAQ7XJ2MPLK5RTVW3N';
const secret = 'abcDEF123/+abcDEF123/+abcDEF123/+abcDEF1';
const token = `IQoJb3JpZ2luX2VjE${'Aa0/+'.repeat(60)}==`;

describe('text for a log or a report', () => {
  it('loses keys and tokens in whatever notation', () => {
    const texts = [
      `export AWS_ACCESS_KEY_ID=${id} AWS_SECRET_ACCESS_KEY=short AWS_SESSION_TOKEN="${token}"`,
      `{"AccessKeyId":"${id}","SecretAccessKey":"${secret}","SessionToken":"${token}"}`,
      `aws_secret_access_key = ${secret}`,
      `the key ${secret} and the token ${token}, of ${id}.`,
      `https://s3.amazonaws.com/b/k?X-Amz-Credential=${id}%2F20300101&X-Amz-Signature=0f0f0f&X-Amz-Security-Token=${token}`,
      `Authorization: AWS4-HMAC-SHA256 Credential=${id}/20300101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0f0f0f`,
    ];
    for (const text of texts) {
      const left = withoutSecrets(text);
      for (const gone of [id, secret, token.slice(0, 40), '=short', '0f0f0f']) {
        assert.ok(!left.includes(gone), left);
      }
    }
  });

  it('keeps everything else', () => {
    const text =
      'S3.PutObject 41 ms: s3://datalake-curated-datasets-us-east-1-123456789012/year=2026/month=11/part-0000.parquet, commit 6ad18a5f2b9c0d1e3f4a5b6c7d8e9f0a1b2c3d4e, arn:aws:iam::123456789012:role/lab. The session token is missing.';
    assert.equal(withoutSecrets(text), text);
  });
});
