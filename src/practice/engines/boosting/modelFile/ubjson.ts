import { ModelFileError, type Value } from './document.ts';
import { isList } from './json.ts';

/** The typed arrays that XGBoost's UBJSON has: their marker, bytes an element, and how one is written. */
const kinds = {
  d: { bytes: 4, write: (target: Buffer, value: number, at: number) => target.writeFloatBE(value, at) },
  l: { bytes: 4, write: (target: Buffer, value: number, at: number) => target.writeInt32BE(value, at) },
  U: { bytes: 1, write: (target: Buffer, value: number, at: number) => target.writeUInt8(value, at) },
} as const;

/** A document as UBJSON, in the subset of it that XGBoost reads and writes. */
export function encodeUbjson(value: Value): Buffer {
  const parts: Buffer[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value: Value, parts: Buffer[]): void {
  if (value instanceof Float32Array) parts.push(typedArray('d', value));
  else if (value instanceof Int32Array) parts.push(typedArray('l', value));
  else if (value instanceof Uint8Array) parts.push(typedArray('U', value));
  else if (value instanceof BigInt64Array) {
    parts.push(
      Buffer.from('[$L#'),
      int64(value.length),
      ...Array.from(value, (each) => int64(each).subarray(1)),
    );
  } else if (typeof value === 'string') parts.push(Buffer.from('S'), text(value));
  else if (typeof value === 'number') parts.push(integer(value));
  else if (isList(value)) {
    parts.push(Buffer.from('[#'), int64(value.length));
    for (const each of value) write(each, parts);
  } else {
    parts.push(Buffer.from('{'));
    for (const [key, each] of Object.entries(value)) {
      parts.push(text(key));
      write(each, parts);
    }
    parts.push(Buffer.from('}'));
  }
}

function typedArray(marker: keyof typeof kinds, values: ArrayLike<number>): Buffer {
  const { bytes, write: writeOne } = kinds[marker];
  const body = Buffer.alloc(values.length * bytes);
  for (let index = 0; index < values.length; index += 1) writeOne(body, values[index]!, index * bytes);
  return Buffer.concat([Buffer.from(`[$${marker}#`), int64(values.length), body]);
}

/** An integer in as few bytes as hold it, with its marker. */
function integer(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  if (value >= -128 && value < 128) {
    bytes.write('i');
    return bytes.subarray(0, bytes.writeInt8(value, 1));
  }
  if (value >= -32768 && value < 32768) {
    bytes.write('I');
    return bytes.subarray(0, bytes.writeInt16BE(value, 1));
  }
  bytes.write('l');
  bytes.writeInt32BE(value, 1);
  return bytes;
}

/** A 64-bit integer with its marker: every length is one. */
function int64(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.write('L');
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([int64(bytes.length), bytes]);
}

/** Reads one UBJSON value. Throws ModelFileError where the bytes are none. */
export function decodeUbjson(bytes: Buffer): unknown {
  const reader = new Reader(bytes);
  try {
    return reader.value(reader.marker());
  } catch (error) {
    if (error instanceof RangeError) throw new ModelFileError('the UBJSON document ends too early');
    throw error;
  }
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  marker(): string {
    return String.fromCharCode(this.#bytes.readUInt8(this.#at++));
  }

  value(marker: string): unknown {
    switch (marker) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case 'S':
        return this.#text(this.marker());
      case 'T':
        return true;
      case 'F':
        return false;
      case 'Z':
        return null;
      default:
        return this.#number(marker);
    }
  }

  #number(marker: string): number {
    const take = (bytes: number): number => (this.#at += bytes) - bytes;
    switch (marker) {
      case 'i':
        return this.#bytes.readInt8(take(1));
      case 'U':
        return this.#bytes.readUInt8(take(1));
      case 'I':
        return this.#bytes.readInt16BE(take(2));
      case 'l':
        return this.#bytes.readInt32BE(take(4));
      case 'L':
        return Number(this.#bytes.readBigInt64BE(take(8)));
      case 'd':
        return this.#bytes.readFloatBE(take(4));
      case 'D':
        return this.#bytes.readDoubleBE(take(8));
      default:
        throw new ModelFileError(`unexpected UBJSON marker ${JSON.stringify(marker)}`);
    }
  }

  #text(lengthMarker: string): string {
    const length = this.#number(lengthMarker);
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('text behind the end');
    return this.#bytes.toString('utf8', this.#at - length, this.#at);
  }

  #object(): unknown {
    const members: Record<string, unknown> = {};
    for (;;) {
      const marker = this.marker();
      if (marker === '}') return members;
      const key = this.#text(marker);
      members[key] = this.value(this.marker());
    }
  }

  #array(): unknown[] {
    let marker = this.marker();
    let type: string | undefined;
    if (marker === '$') {
      type = this.marker();
      marker = this.marker();
    }
    const items: unknown[] = [];
    if (marker === '#') {
      const length = this.#number(this.marker());
      while (items.length < length) items.push(this.value(type ?? this.marker()));
      return items;
    }
    for (; marker !== ']'; marker = this.marker()) items.push(this.value(marker));
    return items;
  }
}
