import { inMessage, type Sentence, type Words } from '../words.ts';

const quota = inMessage(/service limit '([^']+)'/, 'this instance type');
const usedUp: Sentence = (_, failure) =>
  `The quota of this account for "${quota(failure)}" is used up, or 0 as in new accounts.`;
const url = inMessage(/S3 URL "([^"]+)"/, 'the channel');
const sizes = inMessage(
  /(Feature size of csv inference data \d+ is not consistent with feature size of trained model \d+)/,
  '',
);
const notebookState = inMessage(/Status \((\w+)\) not in/, 'in another state');
const noJob = 'Nothing was changed: no training job was made.';
const noAnswer = 'Nothing was changed: the endpoint goes on, and goes on to cost money.';

/** Training, endpoints and predictions. */
export const sagemakerWords = {
  trainingQuota: {
    message: /service limit '[^']*for (?:spot )?training job usage'/,
    why: usedUp,
    next: "Set another instance type (training.instanceType) in the event's file, or ask for the quota to be raised.",
    changed: noJob,
  },
  endpointQuota: {
    message: /service limit '[^']*for endpoint usage'/,
    why: usedUp,
    next: "Delete endpoints that nobody needs, or set another instance type (endpoint.instanceType) in the event's file.",
    changed: 'The endpoint was not made; nothing runs.',
  },
  transformQuota: {
    message: /service limit '[^']*for transform job usage'/,
    why: usedUp,
    next: "Set another instance type (training.instanceType) in the event's file, or ask for the quota to be raised; then train the capped models again.",
    changed: 'No transform job was made; the models that are trained are kept.',
  },
  notebookQuota: {
    message: /service limit '[^']*for notebook instance usage'/,
    why: usedUp,
    next: 'Stop notebook instances that nobody needs, or ask for the quota to be raised.',
    changed: 'The notebook instance was not started; nothing runs.',
  },
  notebookMoving: {
    message: /Unable to transition to \(\w+\) for Notebook Instance/,
    why: (_, failure) =>
      `The notebook instance is ${notebookState(failure)} now, and cannot go on from there.`,
    next: 'Refresh the tree, and wait until the instance has settled.',
    changed: 'Nothing was changed.',
  },
  resourceQuota: {
    name: /^(?:ResourceLimitExceeded|LimitExceededException)$/,
    why: 'The account has as many resources of this kind as its quota allows.',
    next: 'Delete what is not needed, or ask for the quota to be raised; then try again.',
    changed: 'Nothing was changed.',
  },
  noTrainingFiles: {
    message: /No S3 objects found under S3 URL/,
    why: (_, failure) =>
      `There are no files under ${url(failure)}, or the role of the job may not list them.`,
    next: 'Run the split again, then train.',
    changed: noJob,
  },
  channelEmpty: {
    message: /No data in (?:training|validation|train) channel path/i,
    why: 'The training job found its channel empty.',
    next: 'Run the split again, then train.',
    changed: 'The training job ended; no model was made.',
  },
  gzipNeedsPipe: {
    message: /CompressionType[\s\S]*(?:Pipe|not supported)|Gzip[\s\S]*only[\s\S]*Pipe/i,
    why: 'SageMaker unpacks gzip in Pipe mode only.',
    next: 'Take the image version of the lab (training.imageVersion), or write the split without compression.',
    changed: noJob,
  },
  pipeNotSupported: {
    message: /Pipe mode for CSV is no longer supported/,
    why: 'This version of the XGBoost image reads CSV from files only, not from a pipe.',
    next: 'Set training.imageVersion to 1.7-1, or to 3.2-0 and run the split again, then train.',
    changed: 'The training job ended; no model was made.',
  },
  imageMissing: {
    message:
      /(?:registry path|requested image|repository)[\s\S]*(?:does not exist|not found)|CannotPullContainer/i,
    why: ({ region }) => `The registry of ${region} has no such image.`,
    next: "Set training.imageVersion in the event's file to a version that the region has, such as 1.7-1.",
    changed: noJob,
  },
  roleNotAssumable: {
    message:
      /(?:Could not assume role|cannot be assumed|is not authorized to assume|invalid role|role .* (?:does not exist|is invalid))/i,
    why: 'SageMaker may not act as this role: it does not exist, or it trusts another service.',
    next: "Set sagemakerRole in the event's file to the role that the event was given for SageMaker.",
    changed: noJob,
  },
  noCapacity: {
    message: /CapacityError|InsufficientInstanceCapacity|Unable to provision requested/i,
    why: 'AWS has no instance of this type free in the region just now.',
    next: "Try again later, or set another instance type in the event's file.",
  },
  featureCountWrong: {
    message:
      /Feature size of csv inference data|feature_names mismatch|expected \d+ features?, got \d+|Feature shape mismatch/i,
    why: (_, failure) => `The rows do not have the model's 25 features. ${sizes(failure)}`.trim(),
    next: 'Send cycle, three settings and 21 sensors: no label, no file name, no engine number.',
    changed: noAnswer,
  },
  rowsNotCsv: {
    message:
      /Loading csv data failed|Unsupported Media Type|Content[- ]type must be|status(?: code)? \(?415\b/i,
    why: 'The endpoint could not read the rows as CSV.',
    next: 'Send plain numbers with commas between them and one row a line, as text/csv.',
    changed: noAnswer,
  },
  endpointNotReady: {
    name: /^(?:ModelNotReadyException)$/,
    why: 'The endpoint is there, but its model is still loading.',
    next: 'Wait until the endpoint is InService, then predict again.',
    changed: noAnswer,
  },
  endpointMissing: {
    message: /Could not find endpoint|Endpoint \S+ of account \S+ not found/,
    why: ({ region }) =>
      `There is no endpoint of this name in ${region}: it was not deployed, or it was cleaned up.`,
    next: 'Deploy the model, then predict again.',
    changed: 'Nothing was changed.',
  },
  requestTooLarge: {
    message: /payload (?:size )?(?:exceeds|too large)|6291456|entity too large/i,
    why: 'One request to an endpoint may have 6 MiB at most.',
    next: 'Send fewer rows a request.',
    changed: noAnswer,
  },
  modelFailed: {
    name: /^(?:ModelError|ModelErrorException)$/,
    why: 'The request reached the model, and the model failed on it.',
    next: "Read the endpoint's log, whose place the message names.",
    changed: noAnswer,
  },
  alreadyThere: {
    name: /^(?:ResourceInUse|ResourceInUseException|ConflictException)$/,
    why: 'Something of this name is there already, or is being changed at this moment.',
    next: 'Wait until it has settled, then run the stage again: it goes on with what is there.',
    changed: 'Nothing was changed.',
  },
  nameRefused: {
    message: /failed to satisfy constraint|Member must satisfy/,
    why: (_, { message }) => `A name or value breaks the rules that the service has for it: ${message}`,
    next: 'Correct the value that the message names.',
    changed: 'Nothing was changed.',
  },
  trainingFailed: {
    message: /AlgorithmError|ClientError[\s\S]*Data/,
    why: 'The training ran, and the algorithm gave up on its data or its hyperparameters.',
    next: "Look at the last lines of the training log, correct the event's hyperparameters or the split, then train again.",
    changed: 'The training job ended; no model was made.',
  },
  resourceMissing: {
    name: /^(?:ResourceNotFound|ResourceNotFoundException)$/,
    why: ({ region }) => `There is nothing of this name in ${region}.`,
    next: 'Run "See What Is Deployed" again: it says what is missing.',
    changed: 'Nothing was changed.',
  },
} as const satisfies Record<string, Words>;
