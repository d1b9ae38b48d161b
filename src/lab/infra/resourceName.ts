/** What a resource of a stack is called, from its physical id: an ARN ends with the name, everything else is the name. */
export function resourceName(physicalId: string): string {
  return physicalId.startsWith('arn:') ? physicalId.slice(physicalId.lastIndexOf('/') + 1) : physicalId;
}
