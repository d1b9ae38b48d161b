import { readSync, writeSync } from 'node:fs';

/**
 * What passes between the account and a script's process: a body's length (4 bytes, big-endian), its kind (1 byte),
 * then the body. A task, replies, calls and the end are JSON; lines are text.
 */
export const frameKinds = { task: 1, reply: 2, call: 3, stdout: 4, stderr: 5, ended: 6 } as const;

export type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

/** One frame; `kind` is what the other side wrote, known or not. */
export interface Frame {
  readonly kind: number;
  readonly body: Uint8Array;
}

const headerLength = 5;

/** A frame's bytes. */
export function frameOf(kind: FrameKind, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(headerLength + body.length);
  new DataView(bytes.buffer).setUint32(0, body.length);
  bytes[4] = kind;
  bytes.set(body, headerLength);
  return bytes;
}

/** The frames of a stream, as they come. A last one that is not whole is dropped. */
export async function* framesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let parts: Buffer[] = [];
  let length = 0;
  let wanted = headerLength;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    while (length >= wanted) {
      const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
      const whole = headerLength + bytes.readUInt32BE(0);
      if (length >= whole) {
        yield { kind: bytes.readUInt8(4), body: bytes.subarray(headerLength, whole) };
        parts = length > whole ? [bytes.subarray(whole)] : [];
        length -= whole;
        wanted = headerLength;
      } else {
        parts = [bytes];
        wanted = whole;
      }
    }
  }
}

/** The script's side: it waits in each call, so that Python's calls need no event loop. */
export interface SynchronousFrames {
  send(kind: FrameKind, body: Uint8Array): void;
  /** Throws when the other side is gone. */
  receive(): Frame;
}

/** Frames over a file descriptor that both sides write to. */
export function synchronousFrames(descriptor: number): SynchronousFrames {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  /** Some systems hand a pipe over that does not wait: then this does. */
  const waited = (step: () => number): number => {
    for (;;) {
      try {
        return step();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        Atomics.wait(pause, 0, 0, 1);
      }
    }
  };
  const read = (length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length;) {
      const got = waited(() => readSync(descriptor, bytes, at, length - at, null));
      if (got === 0) throw new Error('The account is gone.');
      at += got;
    }
    return bytes;
  };
  return {
    send: (kind, body) => {
      const bytes = frameOf(kind, body);
      for (let at = 0; at < bytes.length;)
        at += waited(() => writeSync(descriptor, bytes, at, bytes.length - at));
    },
    receive: () => {
      const header = new DataView(read(headerLength).buffer);
      return { kind: header.getUint8(4), body: read(header.getUint32(0)) };
    },
  };
}
