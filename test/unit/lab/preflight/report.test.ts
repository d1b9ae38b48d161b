import { strict as assert } from 'node:assert';
import { defaultEvent } from '../../../../src/lab/event.ts';
import type { PictureView } from '../../../../src/lab/pictures/pictureView.ts';
import type { Finding, FixAction } from '../../../../src/lab/preflight/finding.ts';
import { createPreflightSource } from '../../../../src/lab/preflight/preflightSource.ts';
import { preflightDocument } from '../../../../src/lab/preflight/report/preflightDocument.ts';
import { preflightText } from '../../../../src/lab/preflight/report/preflightText.ts';
import type { CheckResult } from '../../../../src/lab/preflight/runPreflight.ts';
import { healthyLab, type Ills } from '../../../support/healthyLab.ts';

const finding = (level: Finding['level']): Finding => ({
  level,
  what: `What of a ${level}.`,
  why: 'Why.',
  stage: 'train',
  fix: 'Mend it.',
});

const results: CheckResult[] = [
  { id: 'identity', title: 'Identity', findings: [] },
  { id: 'job', title: 'Glue job', findings: [finding('note'), finding('problem')] },
  { id: 'image', title: 'Image', findings: [finding('notChecked')] },
];

/** A view of a healthy account with these ills, and what its host was asked to do. */
function viewWith(ills: Ills) {
  const { context } = healthyLab(ills);
  const asked: { copied: string[]; fixed: FixAction[]; views: PictureView[] } = {
    copied: [],
    fixed: [],
    views: [],
  };
  const source = createPreflightSource({
    input: () => Promise.resolve(context),
    copy: (text) => {
      asked.copied.push(text);
      return Promise.resolve();
    },
    fixes: new Map([
      ['resetPractice', 'Reset Practice Account'],
      ['chooseAccount', 'Choose Account'],
    ]),
    fix: (action) => {
      asked.fixed.push(action);
      return Promise.resolve();
    },
  });
  const show = () => source.show({}, (view) => asked.views.push(view), new AbortController().signal);
  return { source, show, asked, last: () => asked.views.at(-1)! };
}

describe('what preflight says', () => {
  it('is grouped by level in a terminal, with stage and fix, and ends with what passed', () => {
    const lines = preflightText(results);
    assert.deepEqual(
      lines.filter((line) => /^\S/.test(line)),
      [
        'Problems: the lab stops there',
        'Not checked',
        'Notes',
        'Passed',
        '1 problem, 1 not checked, 1 note; 1 of 3 checks passed.',
      ],
    );
    const at = lines.indexOf('  ✗ Glue job: What of a problem.');
    assert.deepEqual(lines.slice(at + 1, at + 3), ['      Why. At "Train Model".', '      Fix: Mend it.']);
    assert.ok(lines.includes('  ✓ Identity'));
  });

  it('is a document whose `ok` hangs on problems alone', () => {
    const { account } = healthyLab().context;
    const about = { account, event: defaultEvent };
    const document = preflightDocument(about, results);
    assert.equal(document.ok, false);
    assert.deepEqual(document.counts, { problem: 1, warning: 0, notChecked: 1, note: 1 });
    assert.deepEqual(
      document.checks.map(({ id, passed, findings }) => [id, passed, findings.length]),
      [
        ['identity', true, 0],
        ['job', false, 2],
        ['image', false, 1],
      ],
    );
    assert.equal(preflightDocument(about, [results[2]!]).ok, true);
  });

  it('is a view with the worst first, and buttons for what the editor can mend', async () => {
    const { workGroups } = healthyLab().context.account.ports;
    const { show, source, asked, last } = viewWith({
      ports: {
        streams: { list: () => Promise.resolve([]) },
        workGroups: {
          get: async (name) => ({ ...(await workGroups.get(name)), bytesScannedCutoff: 10 }),
        },
      },
    });
    await show();
    const rows = last().sections[0]?.tables?.[0]?.rows ?? [];
    assert.deepEqual(
      rows.slice(0, 3).map(([level, check]) => [level, check]),
      [
        ['Problem', 'Resources of the event'],
        ['Warning', "Athena's work group"],
        ['Not checked', "Attendees' rights"],
      ],
    );
    assert.deepEqual(
      last().actions?.map(({ id, disabled }) => [id, disabled]),
      [
        ['again', false],
        ['copy', false],
        ['resetPractice', undefined],
      ],
    );
    assert.match(asked.views[0]?.busy ?? '', /^Checking: Identity and region, /);
    await source.act?.('resetPractice');
    assert.deepEqual(asked.fixed, ['resetPractice']);
  });

  it('is copied as the document, and checked again on request', async () => {
    const { show, source, asked, last } = viewWith({});
    await show();
    assert.equal(last().sections[0]?.heading, 'All 14 checks passed.');
    await source.act?.('copy');
    assert.equal((JSON.parse(asked.copied[0]!) as { ok: boolean }).ok, true);
    const before = asked.views.length;
    await source.act?.('again');
    assert.ok(asked.views.length > before);
    assert.equal(last().busy, undefined);
  });
});
