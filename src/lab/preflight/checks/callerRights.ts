import { stages } from '../../stages.ts';
import { findSagemakerRole } from '../../survey/sagemakerRole.ts';
import { isAccessDenied } from '../../explain/isAccessDenied.ts';
import { Unchecked, type Finding } from '../finding.ts';
import { stopping, type PreflightCheck } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';
import { callerPrincipal } from '../rights/callerPrincipal.ts';
import { callerRights as rights, type Right } from '../rights/callerRights.ts';
import { harmlessCalls } from '../rights/harmlessCalls.ts';
import { labArns, type LabArns } from '../rights/labArns.ts';
import { labPlaces } from '../rights/labPlaces.ts';
import {
  isForbidden,
  lackingText,
  simulateRights,
  undecided,
  type Lacking,
} from '../rights/simulateRights.ts';

/** The caller may do what each stage does: by IAM's simulation, or where that is denied, as far as reading shows. */
export const callerRights: PreflightCheck = {
  title: "Attendees' rights",
  stage: 'survey',
  run: async (context) => {
    const { account, known, signal } = context;
    const arns = labArns(account, await labPlaces(context));
    try {
      const principal = await callerPrincipal(account, signal);
      if (principal === undefined) return [];
      const [lacking, passing] = await Promise.all([
        simulateRights(known.simulate, principal, rights, arns),
        passRole(context, principal, arns),
      ]);
      return [...lacking.map((each) => findingOf(each, principal)), ...passing];
    } catch (error) {
      const reason = whyNotSimulated(error);
      if (reason === undefined) throw error;
      return [...(await harmlessCalls(context)), reason];
    }
  },
};

function findingOf(lacking: Lacking, principal: string): Finding {
  const { stage, dispensable, verdicts } = lacking;
  return (
    undecided(principal, lacking) ?? {
      level: dispensable ? 'warning' : stopping(stage),
      what: `${principal} may not do: ${lackingText(verdicts)}.`,
      why: dispensable
        ? `"${stages[stage].title}" goes on without, but shows or finds less.`
        : `AWS refuses what "${stages[stage].title}" asks for (AccessDenied).`,
      stage,
      fix: isForbidden(verdicts)
        ? 'Take away the policy that forbids it: allowing it elsewhere does not help. It may be a service control policy of the organisation.'
        : 'Allow these actions in a policy of the user or role.',
    }
  );
}

/** Glue's job and SageMaker's jobs are handed their roles by the caller. */
async function passRole(context: PreflightContext, principal: string, arns: LabArns): Promise<Finding[]> {
  const { account, event, known, signal } = context;
  const jobRole = await roleOfJob(known);
  const [glueRole, sagemakerRole] = await Promise.all([
    jobRole === undefined ? undefined : known.roleArn(jobRole),
    findSagemakerRole(account, event, signal),
  ]);
  const passed = [
    { stage: 'prepareJob', service: 'glue.amazonaws.com', role: glueRole },
    { stage: 'train', service: 'sagemaker.amazonaws.com', role: sagemakerRole },
  ] as const;
  const found = await Promise.all(
    passed.map(async ({ stage, service, role }): Promise<Finding[]> => {
      if (role === undefined) return [];
      const right: Right = { stage, actions: ['iam:PassRole'], on: () => [role], passedTo: service };
      const lacking = await simulateRights(known.simulate, principal, [right], arns);
      return lacking.map(
        (each) =>
          undecided(principal, each) ?? {
            level: 'problem',
            what: `${principal} may not hand the role ${role} to ${service} (iam:PassRole).`,
            why: 'AWS lets you hand a role to a service only if your own rights include iam:PassRole for it.',
            stage,
            fix: `Allow iam:PassRole on ${role} for ${service}.`,
          },
      );
    }),
  );
  return found.flat();
}

/** Undefined when the job may not be read: that right is told as lacking by itself. */
async function roleOfJob(known: PreflightContext['known']): Promise<string | undefined> {
  try {
    return (await known.job()).role;
  } catch (error) {
    if (isAccessDenied(error)) return undefined;
    throw error;
  }
}

/** What a simulation that was denied, or that there is none of, leaves open; undefined for any other failure. */
function whyNotSimulated(error: unknown): Finding | undefined {
  if (!isAccessDenied(error) && !(error instanceof Unchecked)) return undefined;
  return {
    level: 'notChecked',
    what: 'Whether attendees may write, start and delete what the stages do.',
    why:
      error instanceof Unchecked
        ? error.message
        : 'IAM denied the simulation of policies; what can be read was read instead.',
    stage: 'publish',
    fix:
      error instanceof Unchecked
        ? error.fix
        : "Allow iam:SimulatePrincipalPolicy and iam:GetRole, or have somebody check who may: with the attendees' role.",
  };
}
