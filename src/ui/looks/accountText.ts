import type { SessionState } from '../account/session.ts';

/** Where every practice account is. */
const practiceRegion = 'us-east-1';

/** The account and region in use in a few words, for the title of a view: `practice · us-east-1`. */
export function accountText(state: SessionState): string {
  const { choice } = state;
  const account = state.kind === 'open' ? state.open.account : undefined;
  const region = account?.region ?? ('region' in choice ? choice.region : practiceRegion);
  const whose =
    choice.kind === 'practice'
      ? 'practice'
      : [choice.kind === 'profile' ? choice.profile : 'AWS', account?.identity.account]
          .filter(Boolean)
          .join(' ');
  return [whose, region].filter(Boolean).join(' · ');
}
