import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { commandIds, contextKeys, stageDoneKey, viewIds, walkthroughId } from '../../src/ids.ts';
import { isOptional, stageIds } from '../../src/lab/stages.ts';
import { allElements, contrast, readSvg, type SvgElement } from './svg.ts';

interface Step {
  id: string;
  title: string;
  description: string;
  media: { markdown: string };
  completionEvents: string[];
  when?: string;
}
interface Manifest {
  publisher: string;
  name: string;
  contributes: { walkthroughs: { id: string; when?: string; icon: string; steps: Step[] }[] };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const [walkthrough] = manifest.contributes.walkthroughs;
const steps = walkthrough!.steps;

/** A step's description, line by line as VS Code shows it. */
const lines = ({ description }: Step): string[] => texts[description.slice(1, -1)]!.split('\n');
/** The commands that a text links to. */
const links = (text: string): string[] => [...text.matchAll(/\]\(command:([^)?]+)/g)].map(([, id]) => id!);
/** VS Code makes a button of a link that stands alone on its line. */
const buttons = (step: Step): string[] =>
  lines(step).flatMap((line) => (/^\[[^\]]+\]\([^)]+\)$/.test(line) ? links(line) : []));

describe('The walkthrough', () => {
  it('is the one that ids.ts names, and always there', () => {
    assert.equal(manifest.contributes.walkthroughs.length, 1);
    assert.equal(`${manifest.publisher}.${manifest.name}#${walkthrough!.id}`, walkthroughId);
    for (const { when } of [walkthrough!, ...steps]) assert.equal(when, undefined);
    assert.ok(existsSync(walkthrough!.icon));
  });

  it('begins with the folder and the account, and then has one step a stage of the way to predictions, in order', () => {
    assert.deepEqual(
      steps.map(({ completionEvents }) => completionEvents),
      // The second event ticks, when the walkthrough appears, what was reached before VS Code knew of it.
      [
        contextKeys.labFolder,
        contextKeys.connected,
        ...stageIds.filter((id) => !isOptional(id)).map(stageDoneKey),
      ].map((key) => [`onContext:${key}`, `onContext:${key} && ${contextKeys.walkthroughShown}`]),
    );
  });

  it('has at each step a button, and links only to commands that there are', () => {
    const known = new Set<string>([
      ...Object.values(commandIds),
      // VS Code itself makes a command that focuses a view, for each view.
      ...Object.values(viewIds).map((view) => `${view}.focus`),
    ]);
    for (const step of steps) {
      assert.ok(buttons(step).length, `${step.id} has no button`);
      const text = lines(step).join('\n');
      const unread = /[[\]]|command:/.exec(text.replaceAll(/\[[^\]]+\]\(command:[\w.]+\)/g, ''));
      assert.equal(unread, null, `${step.id} has a link that VS Code would show as text`);
      for (const id of links(text)) assert.ok(known.has(id), `${step.id} links to ${id}`);
    }
  });

  it('has at each step the button that does what its tick waits for', () => {
    const doneBy: Record<string, string> = {
      start: commandIds.openLabFolder,
      connect: commandIds.chooseAccount,
      survey: commandIds.surveyAccount,
      publish: commandIds.publishData,
      crawlSubmissions: commandIds.runSubmissionsCrawler,
      prepareJob: commandIds.prepareGlueJob,
      runEtl: commandIds.runGlueEtl,
      crawlCurated: commandIds.runCuratedCrawler,
      split: commandIds.createSplit,
      train: commandIds.trainModel,
      deploy: commandIds.deployEndpoint,
      predict: commandIds.predict,
      cleanUp: commandIds.cleanUp,
    };
    for (const step of steps) assert.ok(buttons(step).includes(doneBy[step.id]!), step.id);
  });

  it('says in its first step that a tick means "reached once", and where the truth is', () => {
    const text = lines(steps[0]!).join(' ');
    assert.match(text, /tick.*reached once/i);
    assert.ok(links(text).includes(`${viewIds.lab}.focus`));
  });
});

describe("A walkthrough step's page", () => {
  const pages = steps.map(({ media }) => ({
    file: media.markdown,
    text: readFileSync(media.markdown, 'utf8'),
  }));
  const pictures = ({ text }: { text: string }) => [...text.matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)];

  it('has one picture, with a text for who cannot see it', () => {
    for (const page of pages) {
      const [[, alt = '', source = ''] = [], ...others] = pictures(page);
      assert.equal(others.length, 0, page.file);
      assert.ok(alt.length > 80, `${page.file} does not say what its picture shows`);
      assert.ok(existsSync(path.join(path.dirname(page.file), source)), `${page.file} shows ${source}`);
    }
  });

  it('has no link and no HTML, which would not work there', () => {
    for (const { file, text } of pages) {
      assert.doesNotMatch(text.replaceAll(/!\[[^\]]*\]\([^)]*\)/g, ''), /\]\(|<[a-z]/i, file);
    }
  });

  it('is shown by a step, as is every picture', () => {
    const inFolder = (folder: string) => readdirSync(folder).map((file) => path.posix.join(folder, file));
    assert.deepEqual(pages.map(({ file }) => file).sort(), inFolder('walkthroughs').sort());
    const shown = pages.flatMap((page) =>
      pictures(page).map(([, , source = '']) => path.posix.join(path.posix.dirname(page.file), source)),
    );
    assert.deepEqual(shown.sort(), inFolder('media/walkthrough').sort());
  });
});

/** What is behind a picture in VS Code: its light, dark and high-contrast themes. */
const grounds = ['#ffffff', '#1f1f1f', '#000000'];

describe('A walkthrough picture', () => {
  const pictures = readdirSync('media/walkthrough').map((file) => {
    const svg = readSvg(readFileSync(`media/walkthrough/${file}`, 'utf8'));
    const all = allElements(svg);
    const style = all.find(({ name }) => name === 'style')?.text ?? '';
    return { file, svg, all, style, rules: rulesOf(style) };
  });

  it('has a title and a description, and needs nothing from elsewhere', () => {
    for (const { file, svg, all } of pictures) {
      const [title, desc] = ['title', 'desc'].map((tag) => svg.children.find(({ name }) => name === tag));
      assert.ok(title?.text && desc?.text, file);
      assert.equal(
        svg.attributes['aria-labelledby'],
        `${title.attributes['id']} ${desc.attributes['id']}`,
        file,
      );
      for (const { name, attributes } of all) {
        assert.ok(!['script', 'image', 'foreignObject', 'use'].includes(name), `${name} in ${file}`);
        for (const key of Object.keys(attributes)) assert.doesNotMatch(key, /^on|href$/, file);
      }
    }
  });

  it('speaks the same language as the others', () => {
    assert.equal(new Set(pictures.map(({ style }) => style)).size, 1);
  });

  it('stays inside its frame', () => {
    for (const { file, svg } of pictures) {
      const [, , width = 0, height = 0] = svg.attributes['viewBox']!.split(' ').map(Number);
      for (const { right, bottom } of rectangles(svg, 0, 0)) {
        assert.ok(
          right <= width && bottom <= height,
          `${file}: ${right} × ${bottom} in ${width} × ${height}`,
        );
      }
    }
  });

  it('writes only into boxes, so that the ground behind its letters is known', () => {
    for (const { file, svg, all } of pictures) {
      for (const element of all) {
        const text = element.children.find(({ name }) => name === 'text');
        if (!text) continue;
        assert.notEqual(element, svg, `${file}: ${text.text}`);
        assert.match(element.children[0]!.name, /^(rect|circle)$/, `${file}: ${text.text}`);
      }
    }
  });

  it('can be read on light, dark and high-contrast grounds', () => {
    for (const { file, rules } of pictures) {
      const letters = rules.get('text')!['fill']!;
      const card = rules.get('.card > rect')!['fill']!;
      assert.ok(contrast(letters, card) >= 4.5);
      for (const [selector, { fill, stroke }] of rules) {
        const where = `${selector} of ${file}`;
        if (selector.startsWith('.card .')) assert.ok(contrast(fill!, card) >= 4.5, where);
        // A card has an edge; any other box, and any line, has to stand out by itself.
        const box = / > (rect|circle)$/.test(selector) && selector !== '.card > rect' ? fill : undefined;
        if (box !== undefined) assert.ok(contrast(letters, box) >= 4.5, where);
        const line = selector === '.icon' ? undefined : stroke;
        for (const colour of [box, line]) {
          for (const ground of grounds) {
            assert.ok(colour === undefined || contrast(colour, ground) >= 3, `${where} on ${ground}`);
          }
        }
      }
    }
  });
});

/** Each rule's selectors, one by one, with the rule's properties. */
function rulesOf(style: string): Map<string, Record<string, string>> {
  const rules = [...style.replaceAll(/\/\*.*?\*\//g, '').matchAll(/([^{}]+)\{([^}]*)\}/g)].flatMap(
    ([, selectors = '', body = '']) => {
      const properties = Object.fromEntries(
        [...body.matchAll(/([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]),
      );
      return selectors.split(',').map((selector) => [selector.trim(), properties] as const);
    },
  );
  return new Map(rules);
}

function rectangles(element: SvgElement, x: number, y: number): { right: number; bottom: number }[] {
  const { attributes, name, children } = element;
  const [, dx = 0, dy = 0] =
    /translate\(([\d.]+) ([\d.]+)\)/.exec(attributes['transform'] ?? '')?.map(Number) ?? [];
  const [left, top] = [x + dx, y + dy];
  const number = (key: string) => Number(attributes[key] ?? 0);
  const own =
    name === 'rect'
      ? [{ right: left + number('x') + number('width'), bottom: top + number('y') + number('height') }]
      : [];
  return [...own, ...children.flatMap((child) => rectangles(child, left, top))];
}
