import type { Model } from '../model.ts';
import { encodeBinary, isBinary } from './binary.ts';
import { objectiveParameters, type Version } from './document.ts';
import { encodeJson } from './json.ts';

// A serialized booster: this word, the length of the model, the model in the binary format, its configuration.
const serializedMark = 'CONFIG-offset:';

/** A booster as Python's `pickle.dump` writes it (protocol 2), which the containers up to 1.2 saved. */
export function encodePickle(model: Model, version: Version): Buffer {
  const names = Array.from({ length: model.features }, (_, feature) => text(`f${feature}`));
  const trees = model.trees.length;
  // Opcodes: an object of the class, made without arguments; its state, a dictionary; BUILD; STOP.
  return Buffer.concat([
    opcode('\x80\x02cxgboost.core\nBooster\n)\x81}('),
    text('handle'),
    byteArray(serialize(model, version)),
    text('booster'),
    text('gbtree'),
    text('feature_names'),
    opcode(']('),
    ...names,
    opcode('e'),
    text('feature_types'),
    opcode('N'),
    text('best_iteration'),
    integer(trees - 1),
    text('best_ntree_limit'),
    integer(trees),
    opcode('ub.'),
  ]);
}

/** The model in the binary format inside a pickle; undefined when the pickle holds none. */
export function binaryInPickle(bytes: Buffer): Buffer | undefined {
  const start = bytes.indexOf(serializedMark);
  if (start < 0) return undefined;
  // In protocol 2 a bytearray is text, whose characters above 127 take two bytes of UTF-8 each.
  const isText = bytes.toString('latin1', 0, 2) === '\x80\x02';
  const content = isText ? textAt(bytes, start) : bytes.subarray(start);
  const model = content.subarray(serializedMark.length + 8);
  return isBinary(model) ? model : undefined;
}

function textAt(bytes: Buffer, start: number): Buffer {
  const length = bytes.readUInt32LE(start - 4);
  return Buffer.from(bytes.toString('utf8', start, start + length), 'latin1');
}

function serialize(model: Model, version: Version): Buffer {
  const binary = encodeBinary(model, version);
  const offset = Buffer.alloc(8);
  offset.writeBigInt64LE(BigInt(binary.length));
  const configuration = {
    learner: {
      generic_param: { gpu_id: '-1', nthread: '0', seed: '0' },
      gradient_booster: {
        gbtree_train_param: {
          num_parallel_tree: '1',
          predictor: 'auto',
          process_type: 'default',
          tree_method: 'hist',
          updater: 'grow_quantile_histmaker',
          updater_seq: 'grow_quantile_histmaker',
        },
        name: 'gbtree',
        specified_updater: 0,
        updater: {
          grow_quantile_histmaker: {
            cpu_hist_train_param: { single_precision_histogram: '0' },
            train_param: {},
          },
        },
      },
      learner_model_param: {
        base_score: String(model.baseScore),
        num_class: '0',
        num_feature: String(model.features),
      },
      learner_train_param: {
        booster: 'gbtree',
        disable_default_eval_metric: '0',
        dsplit: 'auto',
        objective: model.objective,
      },
      metrics: [],
      objective: { name: model.objective, ...objectiveParameters(model.objective) },
    },
    version,
  };
  const json = encodeJson(configuration).replace('"specified_updater":0', '"specified_updater":false');
  return Buffer.concat([Buffer.from(serializedMark), offset, binary, Buffer.from(json)]);
}

function opcode(codes: string): Buffer {
  return Buffer.from(codes, 'latin1');
}

/** BINUNICODE: the length in bytes of UTF-8, then those. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const head = Buffer.alloc(5);
  head.write('X');
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** `bytearray(codecs.encode(text, 'latin1'))`, as protocol 2 has no opcode for bytes. */
function byteArray(bytes: Buffer): Buffer {
  return Buffer.concat([
    opcode('c__builtin__\nbytearray\nc_codecs\nencode\n'),
    text(bytes.toString('latin1')),
    text('latin1'),
    opcode('\x86R\x85R'),
  ]);
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.write('J');
  bytes.writeInt32LE(value, 1);
  return bytes;
}
