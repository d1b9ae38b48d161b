// The page of a view of pictures: shows what its host's messages bring, and tells what somebody chose or pressed.
import { createInbox } from '../lab/pictures/inbox.ts';
import type { PageWords, SentView, ToPage } from '../lab/pictures/pageMessages.ts';
import { createChoices } from './choices.ts';
import { onThemeChange } from './colours.ts';
import { arrange, button } from './element.ts';
import { host } from './host.ts';
import { choose, createSection, type SectionPart } from './section.ts';
import { createStatus } from './status.ts';

const part = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no part ${id}.`);
  return found;
};

const inbox = createInbox();
const status = createStatus(part('status'), part('elapsed'));
const choices = createChoices('view', choose);
const sections = new Map<string, SectionPart>();
let words: PageWords | undefined;
part('choices').append(choices.element);

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'words':
      ({ words } = data);
      part('title').textContent = data.title;
      status.words(words);
      return;
    case 'view':
      if (words) showView(data, words);
      return;
    case 'busy':
      status.busy();
      return;
    case 'said':
    case 'refused':
      status.say(data.words, data.kind === 'refused');
      return;
    case 'failed':
      status.fail(data.words);
  }
});

const unsaved = (why: string): void => status.say(why, true);

function showView(view: SentView, ownWords: PageWords): void {
  inbox.take(view);
  part('note').textContent = view.note;
  status.view(view.busy);
  choices.show(view.choices);
  showActions(view);
  const ids = new Set(view.sections.map(({ id }) => id));
  for (const [id, gone] of sections) {
    if (ids.has(id)) continue;
    gone.dispose();
    sections.delete(id);
  }
  const all = [...view.choices, ...view.sections.flatMap((section) => section.choices)];
  const elements = view.sections.map((section) => {
    const shown = sections.get(section.id) ?? createSection(section.id, ownWords, unsaved);
    sections.set(section.id, shown);
    shown.show(section, inbox, all);
    return shown.element;
  });
  arrange(part('sections'), elements);
  restoreScroll();
}

const actions = new Map<string, HTMLButtonElement>();

function showActions({ actions: wanted = [] }: SentView): void {
  const shown = wanted.map(({ id, label, disabled }) => {
    const made = actions.get(id) ?? button('', () => host.postMessage({ kind: 'act', action: id }));
    actions.set(id, made);
    made.textContent = label;
    made.disabled = disabled === true;
    return made;
  });
  arrange(part('actions'), shown);
  part('actions').hidden = shown.length === 0;
}

onThemeChange(() => {
  for (const each of sections.values()) each.redraw();
});

// A page that was hidden begins anew, and goes back to where it was once it is long enough again.
let scrollTo = (host.getState() as { top?: number } | undefined)?.top ?? 0;
function restoreScroll(): void {
  if (scrollTo === 0) return;
  window.scrollTo(0, scrollTo);
  if (Math.abs(window.scrollY - scrollTo) < 2) scrollTo = 0;
}
window.addEventListener('scroll', () => host.setState({ top: window.scrollY }), { passive: true });
host.postMessage({ kind: 'ready' });
