import { region } from '../../identity.ts';
import type { ModelFormat } from '../../engines/boosting/modelFile/modelFile.ts';
import type { Version } from '../../engines/boosting/modelFile/document.ts';
import { invalid } from './validation.ts';

/** How one version of the built-in XGBoost's container behaves. */
export interface XgboostImage {
  /** Its tag: XGBoost's version and the container's revision. */
  readonly tag: string;
  readonly xgboost: Version;
  /** The form of the `xgboost-model` it saves. */
  readonly format: ModelFormat;
  /** What separates the predictions of several rows. */
  readonly separator: ',' | '\n';
  /** Whether a training channel of CSV may be piped. */
  readonly pipesCsv: boolean;
}

const image = (tag: string, xgboost: Version, format: ModelFormat): XgboostImage => ({
  tag,
  xgboost,
  format,
  // Up to 1.2-1 all predictions stand on one line.
  separator: /^(0\.90|1\.0|1\.2-1)/.test(tag) ? ',' : '\n',
  pipesCsv: tag !== '3.2-0',
});

const images: readonly XgboostImage[] = [
  // 0.90 pickled a form of its own; what 1.0 pickles stands for it.
  image('0.90-1', [1, 0, 0], 'pickle'),
  image('0.90-2', [1, 0, 0], 'pickle'),
  image('1.0-1', [1, 0, 0], 'pickle'),
  image('1.2-1', [1, 2, 0], 'pickle'),
  image('1.2-2', [1, 2, 0], 'pickle'),
  image('1.3-1', [1, 3, 3], 'binary'),
  image('1.5-1', [1, 5, 2], 'binary'),
  image('1.7-1', [1, 7, 4], 'binary'),
  image('3.0-5', [3, 0, 5], 'ubjson'),
  image('3.2-0', [3, 2, 0], 'ubjson'),
];

/** The accounts whose registries have `sagemaker-xgboost`, by region. */
const registries: Readonly<Record<string, string>> = {
  'us-east-1': '683313688378',
  'us-east-2': '257758044811',
  'us-west-1': '746614075791',
  'us-west-2': '246618743249',
  'ca-central-1': '341280168497',
  'sa-east-1': '737474898029',
  'eu-west-1': '141502667606',
  'eu-west-2': '764974769150',
  'eu-west-3': '659782779980',
  'eu-central-1': '492215442770',
  'eu-north-1': '662702820516',
  'ap-northeast-1': '354813040037',
  'ap-northeast-2': '366743142698',
  'ap-south-1': '720646828776',
  'ap-southeast-1': '121021644041',
  'ap-southeast-2': '783357654285',
};

/** The built-in XGBoost image that a registry path names. Throws ValidationException for any other path. */
export function imageOf(path: string): XgboostImage {
  const match = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)(?::([^@]+))?$/.exec(path);
  if (!match)
    throw invalid(
      'Invalid training image. Please provide a valid Amazon Elastic Container Registry path of the Docker image to run.',
    );
  const [, account = '', imageRegion = '', repository = '', tag = ''] = match;
  const ours = `${registries[region] ?? ''}.dkr.ecr.${region}.amazonaws.com/sagemaker-xgboost`;
  if (repository !== 'sagemaker-xgboost')
    throw invalid(
      `The practice account runs the built-in XGBoost only, ${ours}:1.7-1 for one; it does not run the image ${path}.`,
    );
  if (registries[imageRegion] !== account)
    throw invalid(`Cannot find repository: ${repository} in registry ID: ${account}`);
  if (imageRegion !== region)
    throw invalid(`The image ${path} is in another region than ${region}, whose images are ${ours}:TAG.`);
  // The SDK for Python adds the processor and Python's version to some tags.
  const found = images.find((each) => each.tag === tag.replace(/-cpu-py3$/, ''));
  if (!found) throw invalid(`Requested image ${path} not found.`);
  return found;
}
