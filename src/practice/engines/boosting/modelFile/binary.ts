import type { Model } from '../model.ts';
import type { Tree } from '../tree.ts';
import { ModelFileError, objectiveParameters, type Version } from './document.ts';
import { encodeJson } from './json.ts';

// XGBoost's first model format, which 1.x still writes for a file without `.json` or `.ubj`: C structs as they lie in
// memory, little-endian, with room reserved behind them.
const magic = 'binf';
const learnerBytes = 136;
const boosterBytes = 160;
const treeBytes = 148;
const nodeBytes = 20;
const statisticsBytes = 16;
const leftChildBit = 0x80000000;
const defaultLeftBit = 0x80000000;

/** A model in the binary format, as XGBoost of that version writes it. */
export function encodeBinary(model: Model, [major, minor]: Version): Buffer {
  const objective = { name: model.objective, ...objectiveParameters(model.objective) };
  const attributes = [...Object.entries(model.attributes), ['objective', encodeJson(objective)] as const];
  const learner = Buffer.alloc(learnerBytes);
  learner.writeFloatLE(model.baseScore, 0);
  learner.writeUInt32LE(model.features, 4);
  // Attributes follow the trees.
  learner.writeInt32LE(1, 12);
  learner.writeUInt32LE(major, 20);
  learner.writeUInt32LE(minor, 24);
  if (major === 1 && minor >= 7) {
    // Targets, and whether the base score came from the labels.
    learner.writeUInt32LE(1, 28);
    learner.writeUInt32LE(1, 32);
  }

  const booster = Buffer.alloc(boosterBytes);
  booster.writeInt32LE(model.trees.length, 0);
  booster.writeInt32LE(1, 4);

  return Buffer.concat([
    Buffer.from(magic),
    learner,
    text(model.objective),
    text('gbtree'),
    booster,
    ...model.trees.map((tree) => treeOf(tree, model.features)),
    Buffer.alloc(4 * model.trees.length),
    length(attributes.length),
    ...attributes.flat().map(text),
  ]);
}

function treeOf(tree: Tree, features: number): Buffer {
  const count = tree.left.length;
  const bytes = Buffer.alloc(treeBytes + count * (nodeBytes + statisticsBytes));
  bytes.writeInt32LE(1, 0);
  bytes.writeInt32LE(count, 4);
  bytes.writeInt32LE(features, 16);
  for (let node = 0; node < count; node += 1) {
    const at = treeBytes + node * nodeBytes;
    const parent = tree.parent[node]!;
    const isLeft = parent >= 0 && tree.left[parent] === node;
    bytes.writeInt32LE(isLeft ? parent | leftChildBit : parent, at);
    bytes.writeInt32LE(tree.left[node]!, at + 4);
    bytes.writeInt32LE(tree.right[node]!, at + 8);
    bytes.writeUInt32LE((tree.feature[node]! | (tree.defaultLeft[node] ? defaultLeftBit : 0)) >>> 0, at + 12);
    bytes.writeFloatLE(tree.condition[node]!, at + 16);
    const statistics = treeBytes + count * nodeBytes + node * statisticsBytes;
    bytes.writeFloatLE(tree.gain[node]!, statistics);
    bytes.writeFloatLE(tree.hessian[node]!, statistics + 4);
    bytes.writeFloatLE(tree.weight[node]!, statistics + 8);
  }
  return bytes;
}

/** A count as C++ writes a size: 64 bits. */
function length(count: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(count));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([length(bytes.length), bytes]);
}

/** Whether bytes begin as the binary format does. */
export function isBinary(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, magic.length) === magic;
}

/** Reads a model in the binary format, written by any 1.x version. Throws ModelFileError. */
export function decodeBinary(bytes: Buffer): Model {
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new ModelFileError('the binary model ends too early');
    throw error;
  }
}

function decode(bytes: Buffer): Model {
  let at = magic.length;
  const textHere = (): string => {
    const size = Number(bytes.readBigUInt64LE(at));
    at += 8 + size;
    return bytes.toString('utf8', at - size, at);
  };
  const baseScore = bytes.readFloatLE(at);
  const features = bytes.readUInt32LE(at + 4);
  const classes = bytes.readInt32LE(at + 8);
  const hasAttributes = bytes.readInt32LE(at + 12) !== 0;
  at += learnerBytes;
  const objective = textHere();
  const booster = textHere();
  if (booster !== 'gbtree') throw new ModelFileError(`booster ${booster} cannot be served`);
  if (classes > 1) throw new ModelFileError('models of several classes cannot be served');
  const trees: Tree[] = [];
  const count = bytes.readInt32LE(at);
  at += boosterBytes;
  while (trees.length < count) {
    const nodes = bytes.readInt32LE(at + 4);
    trees.push(readTree(bytes, at + treeBytes, nodes));
    at += treeBytes + nodes * (nodeBytes + statisticsBytes);
  }
  at += 4 * count;
  const attributes: Record<string, string> = {};
  if (hasAttributes) {
    const pairs = Number(bytes.readBigUInt64LE(at));
    at += 8;
    for (let pair = 0; pair < pairs; pair += 1) attributes[textHere()] = textHere();
  }
  // The objective's parameters: predictions do not depend on them.
  delete attributes['objective'];
  return { objective, baseScore, features, trees, attributes };
}

function readTree(bytes: Buffer, start: number, nodes: number): Tree {
  const statistics = start + nodes * nodeBytes;
  const node = (index: number, offset: number): number =>
    bytes.readInt32LE(start + index * nodeBytes + offset);
  const each = { length: nodes };
  const float = (index: number, offset: number): number =>
    bytes.readFloatLE(statistics + index * statisticsBytes + offset);
  return {
    // The root's parent is -1, with and without the bit that marks left children.
    parent: Int32Array.from(each, (_, index) => (node(index, 0) === -1 ? -1 : node(index, 0) & 0x7fffffff)),
    left: Int32Array.from(each, (_, index) => node(index, 4)),
    right: Int32Array.from(each, (_, index) => node(index, 8)),
    feature: Int32Array.from(each, (_, index) => node(index, 12) & 0x7fffffff),
    defaultLeft: Uint8Array.from(each, (_, index) => node(index, 12) >>> 31),
    condition: Float32Array.from(each, (_, index) => bytes.readFloatLE(start + index * nodeBytes + 16)),
    gain: Float32Array.from(each, (_, index) => float(index, 0)),
    hessian: Float32Array.from(each, (_, index) => float(index, 4)),
    weight: Float32Array.from(each, (_, index) => float(index, 8)),
  };
}
