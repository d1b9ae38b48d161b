/**
 * The address of a notebook instance's JupyterLab, from the one that SageMaker gives for its server (which would open
 * the older Jupyter). Undefined for an address that is not AWS's own: it would get the token that is in it.
 */
export function jupyterLabAddress(presigned: string): string | undefined {
  if (!URL.canParse(presigned)) return undefined;
  const { protocol, hostname, hash } = new URL(presigned);
  if (protocol !== 'https:' || hash || !awsHost.test(hostname)) return undefined;
  // Appended as text, so that the token stays as it is written.
  return `${presigned}${presigned.includes('?') ? '&' : '?'}view=lab`;
}

/** Names that only Amazon can give. */
const awsHost = /\.(sagemaker\.aws|amazonaws\.com|amazonaws\.com\.cn)$/;
