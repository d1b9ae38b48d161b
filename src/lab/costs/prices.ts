/**
 * What AWS charges in us-east-1, in US dollars without tax or free tier, as public sources gave it in November 2026; the
 * pages named below are AWS's own and decide. AWS changes prices now and then, so whatever is made of them is an
 * estimate. Other regions cost up to half as much again.
 */
export const prices = {
  region: 'us-east-1',
  /** When they were looked up. */
  asOf: 'November 2026',
  /** A GB (10^9 bytes) put to a stream; each record counts as a multiple of 5 KiB. https://aws.amazon.com/firehose/pricing/ */
  firehose: { perGB: 0.029, recordBytes: 5 * 1024 },
  /**
   * A DPU for an hour, billed by the second. A crawler takes two, for ten minutes at least; a job takes one for each
   * worker of type G.1X, for a minute at least. https://aws.amazon.com/glue/pricing/
   */
  glue: { perDpuHour: 0.44, crawlerDpus: 2, crawlerMinutes: 10, jobMinutes: 1 },
  /** A TB of data read, 10 MB a query at least. https://aws.amazon.com/athena/pricing/ */
  athena: { perTB: 5, leastBytes: 10e6 },
  /**
   * An instance for an hour, the same for training, batch transforms and endpoints where they have it; those that the lab is
   * usually given. https://aws.amazon.com/sagemaker/ai/pricing/
   */
  sagemakerPerHour: new Map([
    ['ml.t2.medium', 0.056],
    ['ml.m5.large', 0.115],
    ['ml.m5.xlarge', 0.23],
    ['ml.m5.2xlarge', 0.461],
    ['ml.c5.xlarge', 0.204],
  ]),
  /** A notebook instance for an hour, where it costs something else; its disk (5 GiB) costs two cents a day more. */
  notebookPerHour: new Map([
    ['ml.t2.medium', 0.0464],
    ['ml.t3.medium', 0.05],
    ['ml.t3.large', 0.1],
    ['ml.t3.xlarge', 0.2],
  ]),
  /** A GiB of a notebook instance's disk for a month, whether it runs or is stopped. https://aws.amazon.com/sagemaker/ai/pricing/ */
  notebookPerGiBMonth: 0.14,
  /** A GiB in S3 Standard for a month; requests are not counted: a thousand of them cost half a cent at most. https://aws.amazon.com/s3/pricing/ */
  s3PerGiBMonth: 0.023,
  /** A Linux instance for an hour. https://aws.amazon.com/ec2/pricing/on-demand/ */
  ec2PerHour: new Map([
    ['t3.small', 0.0208],
    ['t3.medium', 0.0416],
    ['t3.large', 0.0832],
    ['t3.xlarge', 0.1664],
    ['m5.large', 0.096],
  ]),
  /** A GiB of an instance's disk (gp3) for a month. https://aws.amazon.com/ebs/pricing/ */
  ebsPerGiBMonth: 0.08,
  /** A public IPv4 address for an hour, in use or not. https://aws.amazon.com/vpc/pricing/ */
  ipv4PerHour: 0.005,
} as const;
