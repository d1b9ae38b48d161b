// One processor's part of a macOS binary that is made for several.

/** The processors' numbers in mach/machine.h, by the names that Node gives them. */
const processors = { x64: 0x01000007, arm64: 0x0100000c };
const universal = 0xcafebabe;

/**
 * The part of a universal binary (`fat_header` and `fat_arch` of Apple's mach-o/fat.h) that runs on `cpu`, as `lipo -thin`
 * takes it out; its signature lies within it and stays valid. A binary for one processor is returned as it is.
 * @throws Error if it has no part for `cpu`.
 */
export function thinBinary(binary, cpu) {
  if (binary.readUInt32BE(0) !== universal) return binary;
  const count = binary.readUInt32BE(4);
  for (let at = 8; at < 8 + count * 20; at += 20) {
    if (binary.readUInt32BE(at) !== processors[cpu]) continue;
    const offset = binary.readUInt32BE(at + 8);
    return binary.subarray(offset, offset + binary.readUInt32BE(at + 12));
  }
  throw new Error(`The binary has no part for ${cpu}.`);
}
