import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import type { AwsError } from '../../../src/practice/awsError.ts';
import { readSignature, verifySignature, type Credentials } from '../../../src/practice/signature.ts';

/** A request as Node's server gives it: header names in lower case. */
function requestOf(method: string, url: string, headers: Record<string, string>): IncomingMessage {
  return { method, url, headers } as unknown as IncomingMessage;
}

function verify(request: IncomingMessage, credentials: Credentials, at: string, body?: string): void {
  const signed = readSignature(request);
  assert.ok(signed, 'the request is signed');
  verifySignature(
    request,
    signed,
    credentials,
    new Date(at),
    body === undefined ? undefined : Buffer.from(body),
  );
}

const codeIs = (code: string) => (error: AwsError) => {
  assert.equal(error.code, code);
  return true;
};

// AWS's published examples: the SigV4 test suite, and "Examples: signature calculations" of the S3 API reference.
const suite = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const s3Example = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const suiteTime = '2015-08-30T12:36:00Z';

function suiteRequest(
  method: string,
  url: string,
  signedHeaders: string,
  signature: string,
  further: Record<string, string> = {},
): IncomingMessage {
  return requestOf(method, url, {
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
      `SignedHeaders=${signedHeaders}, Signature=${signature}`,
    ...further,
  });
}
const vanilla = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
const vanillaRequest = (changes: Record<string, string> = {}, url = '/') =>
  suiteRequest('GET', url, 'host;x-amz-date', vanilla, changes);

const presigned = (expires: number | string, signature: string) =>
  requestOf(
    'GET',
    '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
      '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
      `&X-Amz-Date=20130524T000000Z&X-Amz-Expires=${expires}&X-Amz-SignedHeaders=host&X-Amz-Signature=${signature}`,
    { host: 'examplebucket.s3.amazonaws.com' },
  );
const presignedSignature = 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';

describe('Signature Version 4', () => {
  it('accepts the published examples of signed headers', () => {
    verify(vanillaRequest(), suite, suiteTime, '');
    verify(
      suiteRequest(
        'GET',
        '/?Param2=value2&Param1=value1',
        'host;x-amz-date',
        'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
      ),
      suite,
      suiteTime,
      '',
    );
    verify(
      suiteRequest(
        'POST',
        '/',
        'content-type;host;x-amz-date',
        'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
        { 'content-type': 'application/x-www-form-urlencoded' },
      ),
      suite,
      suiteTime,
      'Param1=value1',
    );
  });

  it('accepts the published example of an S3 request with a range', () => {
    const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const request = requestOf('GET', '/test.txt', {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': emptyHash,
      'x-amz-date': '20130524T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
        'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
        'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    });
    verify(request, s3Example, '2013-05-24T00:10:00Z');
  });

  it('accepts the published example of a presigned URL until it expires', () => {
    verify(presigned(86400, presignedSignature), s3Example, '2013-05-24T00:00:00Z');
    verify(presigned(86400, presignedSignature), s3Example, '2013-05-24T23:59:59Z');
    assert.throws(
      () => verify(presigned(86400, presignedSignature), s3Example, '2013-05-25T00:00:01Z'),
      (error: AwsError) => {
        assert.equal(error.code, 'AccessDenied');
        assert.equal(error.message, 'Request has expired');
        return true;
      },
    );
  });

  it('refuses a presigned URL whose time was changed, or that would hold for more than a week', () => {
    assert.throws(
      () => verify(presigned(86401, presignedSignature), s3Example, '2013-05-24T00:00:00Z'),
      codeIs('SignatureDoesNotMatch'),
    );
    for (const expires of ['604801', '0', '-1', 'x', '']) {
      assert.throws(
        () => verify(presigned(expires, presignedSignature), s3Example, '2013-05-24T00:00:00Z'),
        codeIs('AuthorizationQueryParametersError'),
      );
    }
  });

  it('refuses a signature with anything before, behind or other than its digits', () => {
    const changed = [
      `${presignedSignature}0`,
      `${presignedSignature}zz`,
      `0${presignedSignature}`,
      presignedSignature.toUpperCase(),
      presignedSignature.slice(0, -1),
      '',
    ];
    for (const signature of changed) {
      assert.throws(
        () => verify(presigned(86400, signature), s3Example, '2013-05-24T00:00:00Z'),
        codeIs('SignatureDoesNotMatch'),
        signature,
      );
    }
  });

  it('refuses whatever was changed after signing', () => {
    const wrong = codeIs('InvalidSignatureException');
    assert.throws(() => verify(vanillaRequest({}, '/other'), suite, suiteTime, ''), wrong);
    assert.throws(() => verify(vanillaRequest({}, '/?a=b'), suite, suiteTime, ''), wrong);
    assert.throws(() => verify(vanillaRequest({ host: 'other' }), suite, suiteTime, ''), wrong);
    assert.throws(() => verify(vanillaRequest(), suite, suiteTime, 'a body'), wrong);
    assert.throws(() => verify(vanillaRequest(), { ...suite, secretAccessKey: 'x' }, suiteTime, ''), wrong);
    assert.throws(() => verify(vanillaRequest({}, '/%zz?%zz'), suite, suiteTime, ''), wrong);
  });

  it('refuses a body that is not the one whose hash was signed', () => {
    const stated = vanillaRequest({
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
    verify(stated, suite, suiteTime, '');
    assert.throws(() => verify(stated, suite, suiteTime, 'another'), codeIs('InvalidSignatureException'));
  });

  it('refuses an unknown key, another region and a signature that leaves the host out', () => {
    assert.throws(
      () => verify(vanillaRequest(), { ...suite, accessKeyId: 'AKIDOTHER' }, suiteTime, ''),
      codeIs('UnrecognizedClientException'),
    );
    const elsewhere = vanillaRequest({
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/service/aws4_request, SignedHeaders=host, Signature=${vanilla}`,
    });
    assert.throws(() => verify(elsewhere, suite, suiteTime, ''), /scoped to a valid region, not 'eu-west-1'/);
    assert.throws(
      () => verify(suiteRequest('GET', '/', 'x-amz-date', vanilla), suite, suiteTime, ''),
      codeIs('InvalidSignatureException'),
    );
  });

  it('refuses a signature made a quarter of an hour off, in either direction', () => {
    for (const at of ['2015-08-30T12:51:00Z', '2015-08-30T12:21:00Z'])
      verify(vanillaRequest(), suite, at, '');
    for (const at of ['2015-08-30T12:51:01Z', '2015-08-30T12:20:59Z']) {
      assert.throws(() => verify(vanillaRequest(), suite, at, ''), /expired or not yet current/);
    }
    assert.throws(
      () => verify(vanillaRequest({ 'x-amz-date': 'yesterday' }), suite, suiteTime, ''),
      codeIs('InvalidSignatureException'),
    );
  });

  it('finds no signature where there is none', () => {
    assert.equal(
      readSignature(requestOf('GET', '/?X-Amz-Signature=1', { authorization: 'Basic abc' })),
      undefined,
    );
  });
});
