import { createOutbox } from '../../lab/pictures/outbox.ts';
import type { FileFormat, FromPage, ItemName, ToPage } from '../../lab/pictures/pageMessages.ts';
import { pictureSvg } from '../../lab/pictures/pictureSvg.ts';
import { pictureTable, type PictureTable } from '../../lab/pictures/pictureTable.ts';
import type { Chosen, PictureSource, PictureView } from '../../lab/pictures/pictureView.ts';
import { csvText } from '../../lab/preview/csvText.ts';
import { StageError } from '../../lab/stage.ts';

/** What a tab needs of the editor. */
export interface TabHost {
  send(message: ToPage): void;
  /** What opens the conversation with a page: its title and words. */
  opening(): ToPage;
  /** A failure in a sentence or two, with what to do. */
  explain(error: unknown): string;
  showTable(title: string, note: string, table: PictureTable): void;
  /** Saves a file where somebody chooses; a sentence that says where, or undefined when they chose nowhere. */
  save(name: string, format: FileFormat, content: Uint8Array): Promise<string | undefined>;
}

/** One tab: its source, what was chosen, and what its page shows. */
export interface PictureTab {
  /** Shows this source from now on, with nothing chosen yet; the one before is ended. */
  open(source: PictureSource): void;
  receive(message: FromPage): Promise<void>;
  /** The page is not there for now: it is filled again when it says that it is ready. */
  hide(): void;
  dispose(): void;
}

/** Makes a tab without a source. Nothing is sent to a page before it is ready. */
export function createPictureTab(host: TabHost): PictureTab {
  const outbox = createOutbox();
  let source: PictureSource | undefined;
  let chosen: Chosen = {};
  /** Ends what is shown now; a source may follow something after its answer, until then. */
  let showing: AbortController | undefined;
  /** Whether the source's answer is waited for. */
  let isBusy = false;
  let view: PictureView | undefined;
  let failure: string | undefined;
  let ready = false;

  const send = (message: ToPage): void => {
    if (ready) host.send(message);
  };
  const sendState = (): void => {
    if (view && ready) host.send(outbox.pack(view));
    if (failure !== undefined) send({ kind: 'failed', words: failure });
    else if (isBusy && view?.busy === undefined) send({ kind: 'busy' });
  };
  const fail = (error: unknown): void => {
    if (isAbort(error)) return;
    failure = host.explain(error);
    send({ kind: 'failed', words: failure });
  };
  const end = (): void => {
    showing?.abort();
    showing = undefined;
    isBusy = false;
  };

  const show = async (): Promise<void> => {
    end();
    const run = (showing = new AbortController());
    isBusy = true;
    failure = undefined;
    send({ kind: 'busy' });
    try {
      await source?.show(
        chosen,
        (next) => {
          if (run.signal.aborted) return;
          view = next;
          failure = undefined;
          if (ready) host.send(outbox.pack(next));
        },
        run.signal,
      );
    } catch (error) {
      if (!run.signal.aborted) fail(error);
    }
    if (showing !== run) return;
    isBusy = false;
    // Nothing goes on any more, whatever the last view said.
    if (view?.busy !== undefined) view = { ...view, busy: undefined };
    sendState();
  };

  const act = async (action: string): Promise<void> => {
    const asked = source;
    try {
      await asked?.act?.(action);
    } catch (error) {
      if (asked === source) fail(error);
    }
  };
  const get = (name: ItemName): Item => {
    const item = outbox.get(name);
    if (item) return item;
    throw new StageError(`The view does not show this ${name.kind} any more.`, 'Take one that it shows now.');
  };
  const orSay = async (work: () => void | Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isAbort(error)) send({ kind: 'refused', words: host.explain(error) });
    }
  };
  const save = async (message: Extract<FromPage, { kind: 'save' }>): Promise<void> => {
    const { item, format } = message;
    const content = format === 'png' ? message.bytes : Buffer.from(contentOf(get(item), format));
    const words = await host.save(item.id, format, content);
    if (words !== undefined) send({ kind: 'said', words });
  };
  const showTable = (name: ItemName): void => {
    const item = get(name);
    if ('picture' in item)
      host.showTable(item.picture.title, item.picture.sentence, pictureTable(item.picture));
  };

  return {
    open: (next) => {
      end();
      source?.dispose?.();
      source = next;
      chosen = {};
      void show();
    },
    receive: async (message) => {
      switch (message.kind) {
        case 'ready':
          ready = true;
          outbox.forget();
          host.send(host.opening());
          sendState();
          return;
        case 'choose':
          chosen = { ...chosen, [message.choice]: message.value };
          await show();
          return;
        case 'act':
          await act(message.action);
          return;
        case 'table':
          await orSay(() => showTable(message.item));
          return;
        case 'save':
          await orSay(() => save(message));
      }
    },
    hide: () => (ready = false),
    dispose: () => {
      end();
      ready = false;
      source?.dispose?.();
      source = undefined;
    },
  };
}

type Item = NonNullable<ReturnType<ReturnType<typeof createOutbox>['get']>>;

function contentOf(item: Item, format: Exclude<FileFormat, 'png'>): string {
  if (format === 'svg' && 'picture' in item) return pictureSvg(item.picture);
  const { columns, rows } = 'picture' in item ? pictureTable(item.picture) : item.table;
  const lines = rows.map((row) => row.map((cell) => (cell === undefined ? undefined : String(cell))));
  return csvText([columns.map(({ name }) => name), ...lines]);
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
