/** A policy that IAM does not take, or that is not simulated here; the message is the reason. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}
