/** The parts of Emscripten's file system that a device needs. */
export interface DeviceFileSystem {
  makedev(major: number, minor: number): number;
  mkdev(path: string, mode: number, device: number): void;
  registerDevice(device: number, operations: object): void;
}

/** Answers one message; both are JSON in UTF-8. */
export type Answer = (message: Uint8Array) => Uint8Array;

const headerLength = 8;

/**
 * A device file over which Python asks the account: a message is its length in bytes (8 digits of base 16), then JSON.
 * Only bytes pass, so that Python holds nothing of JavaScript.
 */
export function addHostDevice(files: DeviceFileSystem, path: string, answer: Answer): void {
  let asked = new Uint8Array(0);
  let reply = new Uint8Array(0);
  const device = files.makedev(42, 0);
  files.registerDevice(device, {
    open: () => undefined,
    close: () => undefined,
    llseek: () => 0,
    write: (_stream: unknown, memory: Uint8Array, offset: number, length: number) => {
      const joined = new Uint8Array(asked.length + length);
      joined.set(asked);
      joined.set(memory.subarray(offset, offset + length), asked.length);
      asked = joined;
      if (asked.length >= headerLength) {
        const wanted = headerLength + parseInt(decode(asked.subarray(0, headerLength)), 16);
        if (asked.length >= wanted) {
          const body = answer(asked.subarray(headerLength, wanted));
          const header = body.length.toString(16).padStart(headerLength, '0');
          reply = new Uint8Array(headerLength + body.length);
          reply.set(new TextEncoder().encode(header));
          reply.set(body, headerLength);
          asked = new Uint8Array(0);
        }
      }
      return length;
    },
    read: (_stream: unknown, memory: Uint8Array, offset: number, length: number) => {
      const part = reply.subarray(0, length);
      memory.set(part, offset);
      reply = reply.subarray(part.length);
      return part.length;
    },
  });
  files.mkdev(path, 0o666, device);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
