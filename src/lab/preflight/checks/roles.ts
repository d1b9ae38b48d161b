import type { StageId } from '../../facts.ts';
import { isAccessDenied } from '../../explain/isAccessDenied.ts';
import { stages } from '../../stages.ts';
import { findSagemakerRole } from '../../survey/sagemakerRole.ts';
import type { Finding } from '../finding.ts';
import { stopping, type PreflightCheck } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';
import { labArns, type LabArns } from '../rights/labArns.ts';
import { labPlaces } from '../rights/labPlaces.ts';
import { roleRights, type RoleService } from '../rights/roleRights.ts';
import {
  isForbidden,
  lackingText,
  simulateRights,
  undecided,
  type Lacking,
} from '../rights/simulateRights.ts';

const owners = {
  glue: "Glue's",
  firehose: "Firehose's",
  sagemaker: "SageMaker's",
} as const satisfies Readonly<Record<RoleService, string>>;

/** A role that a service works with: who uses it, and from which stage on. */
interface UsedRole {
  readonly service: RoleService;
  /** ARN or name; undefined when there is none to be found. */
  readonly role: string | undefined;
  readonly user: string;
  readonly stage: StageId;
}

/** The roles of Glue, Firehose and SageMaker trust their services, and may do what these do with them. */
export const roles: PreflightCheck = {
  title: 'Roles of the services',
  stage: 'publish',
  run: async (context) => {
    const arns = labArns(context.account, await labPlaces(context));
    const used = await usedRoles(context);
    const found = await Promise.all(used.map((each) => findingsOf(context, each, arns)));
    return found.flat();
  },
};

async function usedRoles({ account, event, known, signal }: PreflightContext): Promise<UsedRole[]> {
  const [job, stream, first, second, sagemakerRole] = await Promise.all([
    known.job(),
    known.stream(),
    known.crawler('submissionsCrawler'),
    known.crawler('curatedCrawler'),
    findSagemakerRole(account, event, signal),
  ]);
  const glue = [
    { role: first.role, user: `the crawler ${first.name}`, stage: 'crawlSubmissions' },
    { role: job.role, user: `the job ${job.name}`, stage: 'runEtl' },
    { role: second.role, user: `the crawler ${second.name}`, stage: 'crawlCurated' },
  ] as const;
  const distinct = glue.filter(
    ({ role }, index) => glue.findIndex((other) => nameOf(other.role) === nameOf(role)) === index,
  );
  return [
    { service: 'firehose', role: stream.role, user: `the delivery stream ${stream.name}`, stage: 'publish' },
    ...distinct.map((each) => ({ service: 'glue' as const, ...each })),
    // That there is none is told where resources are looked for.
    ...(sagemakerRole === undefined
      ? []
      : [{ service: 'sagemaker' as const, role: sagemakerRole, user: 'SageMaker', stage: 'train' as const }]),
  ];
}

async function findingsOf(
  { account, known, signal }: PreflightContext,
  used: UsedRole,
  arns: LabArns,
): Promise<Finding[]> {
  const { service, user, stage } = used;
  const name = nameOf(used.role);
  try {
    const role = await account.ports.permissions.role(name, signal);
    if (!role) {
      const { fix, ...how } = await known.restoring();
      return [
        {
          level: 'problem',
          what: `The role ${name || '(none)'} of ${user} does not exist.`,
          why: 'The service cannot work without a role.',
          stage,
          fix: `Set a role that exists, or bring it back. ${fix}`,
          ...how,
        },
      ];
    }
    const trust = role.trusted.includes(`${service}.amazonaws.com`) ? [] : [trustFinding(used, name)];
    const [, partition = 'aws'] = account.identity.arn.split(':');
    const lacking = await simulateRights(
      known.simulate,
      role.arn,
      roleRights(service, account.region, partition),
      arns,
    );
    return [...trust, ...lacking.map((each) => lackingFinding(used, name, each))];
  } catch (error) {
    if (!isAccessDenied(error)) throw error;
    return [notChecked(used, name)];
  }
}

function lackingFinding({ service }: UsedRole, name: string, lacking: Lacking): Finding {
  const { stage, dispensable, verdicts } = lacking;
  const who = `${owners[service]} role ${name}`;
  return (
    undecided(who, lacking) ?? {
      level: dispensable ? 'warning' : stopping(stage),
      what: `${who} may not do: ${lackingText(verdicts)}.`,
      why: dispensable
        ? `"${stages[stage].title}" leaves no log.`
        : `"${stages[stage].title}" ends in Access Denied.`,
      stage,
      fix: isForbidden(verdicts)
        ? 'Take away the policy that forbids it: allowing it elsewhere does not help.'
        : 'Allow these actions in a policy of the role.',
    }
  );
}

const trustFinding = ({ service, user, stage }: UsedRole, name: string): Finding => ({
  level: 'problem',
  what: `The role ${name} of ${user} does not trust ${service}.amazonaws.com.`,
  why: 'A service may take on a role only if the trust policy of the role names it.',
  stage,
  fix: `Name ${service}.amazonaws.com in the trust policy of ${name}.`,
});

const notChecked = ({ user, stage }: UsedRole, name: string): Finding => ({
  level: 'notChecked',
  what: `Whether the role ${name} of ${user} may do what its service does with it.`,
  why: 'IAM denied looking at the role, or simulating its policies.',
  stage,
  fix: 'Allow iam:GetRole and iam:SimulatePrincipalPolicy, or have somebody check who may.',
});

/** A role's name, without path: of an ARN, or of a name itself. */
const nameOf = (role: string | undefined): string => role?.split('/').at(-1) ?? '';
