import { matchesPattern } from '../../event/patterns.ts';
import type { Workflow } from '../../ports/workflows.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';

/** The Glue workflow leads through both crawlers and the job, and each step starts the next by itself. */
export const workflow: PreflightCheck = {
  title: 'Glue workflow',
  stage: 'crawlSubmissions',
  run: async (context) => {
    const { account, event, signal } = context;
    const { workflows } = account.ports;
    const names = (await workflows.list(signal)).filter((each) =>
      matchesPattern(event.patterns.workflow, each),
    );
    const [name, ...more] = names;
    if (more.length) return [several(names)];
    const found = name === undefined ? undefined : await workflows.get(name, signal);
    if (!found) return [noWorkflow(event.patterns.workflow.join(' or '))];
    return [...noStart(found), ...idleTriggers(found), ...(await missingSteps(context, found))];
  },
};

const noWorkflow = (pattern: string): Finding => ({
  level: 'note',
  what: `There is no Glue workflow called ${pattern}.`,
  why: 'The lab goes stage by stage without it; only running crawlers and job as a workflow is not possible.',
  stage: 'crawlSubmissions',
  fix: 'Deploy the lab resources if you want to show it.',
});

const several = (names: readonly string[]): Finding => ({
  level: 'warning',
  what: `More than one Glue workflow has a name of the lab's: ${names.join(', ')}.`,
  why: 'Nobody knows which one is meant, so the lab runs none of them; stage by stage it needs none.',
  stage: 'crawlSubmissions',
  fix: "Delete those that are not the lab's, or name one in the pattern workflow of the event's file.",
});

function noStart({ name, graph }: Workflow): Finding[] {
  if (graph.nodes.some((node) => node.kind === 'trigger' && node.type === 'ON_DEMAND')) return [];
  return [
    {
      level: 'warning',
      what: `The workflow ${name} has no trigger of type ON_DEMAND.`,
      why: 'Nothing starts the workflow then; stage by stage the lab does not need it.',
      stage: 'crawlSubmissions',
      fix: `Add a trigger of type ON_DEMAND to the workflow ${name}, which starts the first crawler.`,
    },
  ];
}

function idleTriggers({ name, graph }: Workflow): Finding[] {
  return graph.nodes.flatMap((node): Finding[] => {
    // One on demand is started by hand, and never activated.
    if (node.kind !== 'trigger' || node.type === 'ON_DEMAND' || node.state === 'ACTIVATED') return [];
    return [
      {
        level: 'warning',
        what: `The trigger ${node.name} of the workflow ${name} is ${node.state}.`,
        why: 'A trigger that is not activated starts nothing: the workflow ends after the step before it.',
        stage: 'runEtl',
        fix: `Activate the trigger ${node.name}.`,
      },
    ];
  });
}

async function missingSteps({ known }: PreflightContext, { name, graph }: Workflow): Promise<Finding[]> {
  const wanted = [
    { kind: 'crawler', name: await known.name('submissionsCrawler'), stage: 'crawlSubmissions' },
    { kind: 'job', name: await known.name('job'), stage: 'runEtl' },
    { kind: 'crawler', name: await known.name('curatedCrawler'), stage: 'crawlCurated' },
  ] as const;
  return wanted
    .filter((step) => !graph.nodes.some((node) => node.kind === step.kind && node.name === step.name))
    .map((step): Finding => ({
      level: 'warning',
      what: `The workflow ${name} does not start the ${step.kind} ${step.name}.`,
      why: 'Run as a workflow, the lab lacks this step; stage by stage it does not.',
      stage: step.stage,
      fix: `Add a trigger for the ${step.kind} ${step.name} to the workflow.`,
    }));
}
