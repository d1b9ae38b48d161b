import { createHmac, timingSafeEqual } from 'node:crypto';

/** Shows that its maker knows the secret: the HMAC-SHA256 (hex) of what is asked and a nonce. */
export function proofOf(secret: string, what: string, nonce: string): string {
  return createHmac('sha256', secret).update(`${what} ${nonce}`).digest('hex');
}

/** The nonce of a header `NONCE.PROOF` that proves the secret for what is asked; undefined when it does not. */
export function provenNonce(
  secret: string,
  what: string,
  header: string | string[] | undefined,
): string | undefined {
  const [nonce = '', proof = ''] = String(header ?? '').split('.');
  const expected = Buffer.from(proofOf(secret, what, nonce));
  const given = Buffer.from(proof);
  return nonce !== '' && given.length === expected.length && timingSafeEqual(given, expected)
    ? nonce
    : undefined;
}
