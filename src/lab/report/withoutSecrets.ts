const hidden = '***';

/** What gives a secret away, each with what stays of it as its first group. */
const secrets = [
  // A named value in any notation: a shell's, ini, JSON, a header, a URL's query.
  /((?:secret_?access_?key|session_?token|security_?token|access_?token|x-amz-(?:signature|credential|security-token)|signature|authorization)["']?\s*[:=]\s*["']?(?:AWS4-HMAC-SHA256\s)?)[^\s"'&;}]+/gi,
  // The id of a key keeps its kind.
  /\b(AKIA|ASIA)[A-Z0-9]{12,}/g,
  // A secret key by its shape: forty characters of base64, with capitals, small letters and digits among them.
  /()(?<![\w/+=])(?=[a-z0-9/+]*[A-Z])(?=[A-Z0-9/+]*[a-z])(?=[A-Za-z/+]*\d)[A-Za-z0-9/+]{40}(?![\w/+=])/g,
  // A session token by its length.
  /()[A-Za-z0-9/+]{120,}={0,2}/g,
] as const;

/** Text for a log or a report, with keys, tokens and signatures taken out of it. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((left, secret) => left.replaceAll(secret, `$1${hidden}`), text);
}
