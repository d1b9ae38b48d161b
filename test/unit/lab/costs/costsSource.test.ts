import assert from 'node:assert/strict';
import { createCostsSource } from '../../../../src/lab/costs/costsSource.ts';
import { defaultEvent } from '../../../../src/lab/event.ts';
import type { PictureView } from '../../../../src/lab/pictures/pictureView.ts';
import { costlyAccount, hoursAgo, now } from '../../../support/costlyAccount.ts';
import type { SomePorts } from '../../../support/fakeLab.ts';

/** A source on the costly account, with the views that it has shown and the endpoints that it had deleted. */
function sourceOf(ports: SomePorts = {}, kind: 'aws' | 'practice' = 'aws', region = 'us-east-1') {
  const views: PictureView[] = [];
  const deleted: string[] = [];
  const account = { ...costlyAccount(ports), kind, region };
  const source = createCostsSource({
    context: () => Promise.resolve({ account, event: defaultEvent }),
    deleteEndpoint: (name, of) => Promise.resolve(void deleted.push(`${name} of ${of.region}`)),
    now: () => now,
  });
  const show = async (): Promise<PictureView> => {
    await source.show({}, (view) => views.push(view), new AbortController().signal);
    return views.at(-1)!;
  };
  return { source, show, views, deleted };
}

const noteOf = ({ sections }: PictureView): string => sections[0]?.note ?? '';

describe('The view of costs', () => {
  it('says what it comes to, what of it a figure is missing of, and where the prices are from', async () => {
    const view = await sourceOf().show();
    assert.match(
      noteOf(view),
      /^More than \$\d+\.\d\d so far, and \$5\.\d+ an hour now\. Of 1 line a figure is not known\./,
    );
    assert.match(view.note, /prices of us-east-1 in \w+ \d{4}, without tax or free tier/);
    assert.doesNotMatch(view.note, /practice/);
    assert.equal(view.busy, undefined);
  });

  it('has a row for each thing, with what is not known said in words', async () => {
    const view = await sourceOf().show();
    const [table] = view.sections[1]?.tables ?? [];
    const row = (name: string) => table?.rows.find((cells) => cells[1] === name);
    assert.deepEqual(row('cmapss-endpoint')?.slice(0, 5), [
      'Endpoint',
      'cmapss-endpoint',
      '2026-11-20 09:00',
      '$0.34',
      '$0.112',
    ]);
    assert.deepEqual(row('cmapss-transform')?.slice(3, 5), ['not known', 'nothing']);
    assert.equal(row('cmapss-budget')?.[3], 'nothing');
  });

  it('draws what each kind has cost so far, the dearest first', async () => {
    const view = await sourceOf().show();
    const [picture] = view.sections[0]?.pictures ?? [];
    const [bars] = picture?.layers ?? [];
    assert.ok(bars?.kind === 'bars');
    const amounts = [...bars.y];
    assert.deepEqual(
      amounts,
      [...amounts].sort((one, other) => other - one),
    );
    assert.equal(picture?.x.names?.length, amounts.length);
    assert.ok(!picture.x.names.includes('Transform job'), 'nothing is drawn of what is not known');
  });

  it('says that another region may cost more, and that in the practice account nothing is charged', async () => {
    const elsewhere = await sourceOf({}, 'aws', 'eu-central-1').show();
    assert.match(elsewhere.note, /eu-central-1 may cost up to half as much again/);
    const practice = await sourceOf({}, 'practice').show();
    assert.match(practice.note, /^This is the practice account: nothing is charged\./);
    assert.match(noteOf(practice), /on AWS it would cost \$0\.112 an hour until it is deleted/);
  });

  it('names an endpoint that nobody asks, deletes one when its button is pressed, and looks again', async () => {
    const { source, show, views, deleted } = sourceOf();
    const view = await show();
    assert.match(noteOf(view), /Nobody has asked the endpoint cmapss-endpoint for 59 minutes/);
    const labels = view.actions?.map(({ label }) => label);
    assert.deepEqual(labels, ['Refresh', 'Delete Endpoint cmapss-endpoint']);
    const before = views.length;
    await source.act?.(view.actions?.[1]?.id ?? '');
    assert.deepEqual(deleted, ['cmapss-endpoint of us-east-1']);
    assert.ok(views.length > before, 'it was shown again');
    await source.act?.('refresh');
    assert.equal(deleted.length, 1);
  });

  it('tells what the account did not tell of', async () => {
    const asked = { metrics: { lastInvocation: () => Promise.resolve(hoursAgo(0.1)) } };
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    const view = await sourceOf({ ...asked, notebooks: { list: () => Promise.reject(denied) } }).show();
    assert.match(noteOf(view), /The account did not tell of notebook instances: /);
    assert.doesNotMatch(noteOf(view), /Nobody has asked/);
  });
});
