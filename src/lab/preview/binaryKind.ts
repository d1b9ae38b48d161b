/** What formats of data begin with. */
const signatures: readonly (readonly [what: string, start: readonly number[]])[] = [
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['gzip', [0x1f, 0x8b]],
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['ORC', [0x4f, 0x52, 0x43]],
  ['Avro', [0x4f, 0x62, 0x6a, 0x01]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['a Python pickle', [0x80]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
];

/** What a protobuf message begins with whose first field is a text: in a result's, the query's id. */
const protobufId = 0x0a;

/** The format that bytes begin like, or that of an object's name; undefined for one that is not known here. */
export function binaryKind(bytes: Uint8Array, key = ''): string | undefined {
  if (bytes[0] === protobufId && key.endsWith('.metadata')) return "Athena's list of a result's columns";
  return signatures.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];
}

/** Bytes as a hexadecimal dump: place, sixteen bytes, and the characters that can be printed. */
export function hexText(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const line = Array.from(bytes.subarray(at, at + 16));
    const digits = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const signs = line
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
      .join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${digits.padEnd(47)}  ${signs}`);
  }
  return lines.join('\n');
}
