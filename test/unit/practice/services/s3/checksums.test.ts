import assert from 'node:assert/strict';
import {
  algorithmNamed,
  checksumAmong,
  composite,
  finishSum,
  startSum,
} from '../../../../../src/practice/services/s3/checksums.ts';

describe('checksums', () => {
  it('are those that the algorithms’ authors publish for the digits 1 to 9', async () => {
    const published = {
      CRC32: 'cbf43926',
      CRC32C: 'e3069283',
      CRC64NVME: 'ae8b14860a799888',
      SHA1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
      SHA256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
    };
    for (const [name, hex] of Object.entries(published)) {
      const sum = startSum(algorithmNamed(name));
      sum.update(Buffer.from('1234'));
      sum.update(Buffer.from('56789'));
      assert.equal(Buffer.from(await finishSum(sum), 'base64').toString('hex'), hex, name);
    }
  });

  it('of parts are composed of the parts’ own', async () => {
    const part = Buffer.from('cbf43926', 'hex').toString('base64');
    const sum = startSum('CRC32');
    sum.update(Buffer.from('cbf43926cbf43926', 'hex'));
    assert.deepEqual(await composite('CRC32', [part, part]), {
      algorithm: 'CRC32',
      value: `${await finishSum(sum)}-2`,
      type: 'COMPOSITE',
    });
  });

  it('come one a request', () => {
    assert.throws(() => checksumAmong({ 'x-amz-checksum-crc32': 'a', 'x-amz-checksum-sha1': 'b' }), {
      code: 'InvalidRequest',
    });
    assert.throws(() => algorithmNamed('XXHASH64'), { code: 'InvalidRequest' });
  });
});
