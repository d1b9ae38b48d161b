/** Versions of SageMaker's built-in XGBoost that the lab knows how to drive, oldest first. */
export const imageVersions = [
  '0.90-1',
  '0.90-2',
  '1.0-1',
  '1.2-1',
  '1.2-2',
  '1.3-1',
  '1.5-1',
  '1.7-1',
  '3.0-5',
  '3.2-0',
] as const;
export type ImageVersion = (typeof imageVersions)[number];

/** How a training job reads its CSV channels. Gzip goes with Pipe mode only. */
export interface ChannelMode {
  readonly inputMode: 'Pipe' | 'FastFile';
  readonly compression: 'Gzip' | 'None';
}

/**
 * The channel mode of an image: gzipped CSV in Pipe mode up to 3.0-5; from 3.2-0 the container refuses CSV in
 * Pipe mode, so plain CSV in FastFile mode (the CTAS must then write without compression).
 */
export function channelModeOf(version: ImageVersion): ChannelMode {
  return version === '3.2-0'
    ? { inputMode: 'FastFile', compression: 'None' }
    : { inputMode: 'Pipe', compression: 'Gzip' };
}

/**
 * The image's address in the registry of AWS's account for the region.
 * @throws RangeError when AWS publishes no XGBoost image in the region.
 */
export function xgboostImage(version: ImageVersion, region: string): string {
  const account = registryAccounts[region];
  if (account === undefined) throw new RangeError(`SageMaker has no built-in XGBoost image in ${region}.`);
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `${account}.dkr.ecr.${region}.${domain}/sagemaker-xgboost:${version}`;
}

/**
 * AWS's registry account for `sagemaker-xgboost` in each region.
 * Source: AWS, "Docker registry paths and example code" and the SageMaker Python SDK's image table.
 */
export const registryAccounts: Readonly<Record<string, string>> = {
  'af-south-1': '510948584623',
  'ap-east-1': '651117190479',
  'ap-northeast-1': '354813040037',
  'ap-northeast-2': '366743142698',
  'ap-northeast-3': '867004704886',
  'ap-south-1': '720646828776',
  'ap-south-2': '628508329040',
  'ap-southeast-1': '121021644041',
  'ap-southeast-2': '783357654285',
  'ap-southeast-3': '951798379941',
  'ap-southeast-4': '106583098589',
  'ca-central-1': '341280168497',
  'ca-west-1': '190319476487',
  'cn-north-1': '450853457545',
  'cn-northwest-1': '451049120500',
  'eu-central-1': '492215442770',
  'eu-central-2': '680994064768',
  'eu-north-1': '662702820516',
  'eu-south-1': '978288397137',
  'eu-south-2': '104374241257',
  'eu-west-1': '141502667606',
  'eu-west-2': '764974769150',
  'eu-west-3': '659782779980',
  'il-central-1': '898809789911',
  'me-central-1': '272398656194',
  'me-south-1': '801668240914',
  'sa-east-1': '737474898029',
  'us-east-1': '683313688378',
  'us-east-2': '257758044811',
  'us-gov-east-1': '237065988967',
  'us-gov-west-1': '414596584902',
  'us-west-1': '746614075791',
  'us-west-2': '246618743249',
};
