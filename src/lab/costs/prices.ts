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
  glue: { perDpuHour: 0.44, crawlerDpus: 2, crawlerMinutes: 10 },
  /** A TB of data read, 10 MB a query at least. https://aws.amazon.com/athena/pricing/ */
  athena: { perTB: 5, leastBytes: 10e6 },
  /**
   * An instance for an hour, the same for training and for an endpoint where both have it; those that the lab is
   * usually given. https://aws.amazon.com/sagemaker/ai/pricing/
   */
  sagemakerPerHour: new Map([
    ['ml.t2.medium', 0.056],
    ['ml.m5.large', 0.115],
    ['ml.m5.xlarge', 0.23],
    ['ml.m5.2xlarge', 0.461],
    ['ml.c5.xlarge', 0.204],
  ]),
  /** A notebook instance for an hour, where it costs something else; its disk (5 GB) costs less than a cent a day more. */
  notebookPerHour: new Map([
    ['ml.t2.medium', 0.0464],
    ['ml.t3.medium', 0.05],
    ['ml.t3.large', 0.1],
    ['ml.t3.xlarge', 0.2],
  ]),
} as const;
