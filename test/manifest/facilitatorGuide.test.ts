import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stageMinutes } from '../../src/lab/costs/stageMinutes.ts';
import { isOptional, stageIds, stages } from '../../src/lab/stages.ts';

const guide = readFileSync('docs/facilitator-guide.md', 'utf8');

describe("the facilitator's guide", () => {
  it("has the lab's stages in their order, with the minutes that the lab tells", () => {
    const rows = [...guide.matchAll(/^\| ([^|]+) \| (\d+) \| [^|]+ \|$/gm)].map(([, title, minutes]) => [
      title,
      minutes,
    ]);
    const main = stageIds.filter((id) => !isOptional(id));
    assert.deepEqual(
      rows,
      main.map((id) => [stages[id].title, String(stageMinutes[id])]),
    );
    const sum = main.reduce((minutes, id) => minutes + stageMinutes[id], 0);
    assert.match(guide, new RegExp(`Minutes on AWS, ${sum} together`));
    assert.match(
      guide,
      new RegExp(
        `Tune Model takes ${stageMinutes.tune} minutes and Train Capped Models ${stageMinutes.trainCapped}`,
      ),
    );
  });
});
