import type { EndpointStatus } from '../ports/endpoints.ts';

/** States in which an endpoint's instances run. */
export const inService: ReadonlySet<EndpointStatus> = new Set<EndpointStatus>([
  'InService',
  'Updating',
  'SystemUpdating',
  'RollingBack',
  'UpdateRollbackFailed',
]);
