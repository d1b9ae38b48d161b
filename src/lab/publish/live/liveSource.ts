import { sensors } from '../../dataset/measurements.ts';
import type {
  Chosen,
  Choice,
  PictureSource,
  PictureView,
  Section,
  ViewAction,
} from '../../pictures/pictureView.ts';
import { engineChoices, EnginePictures, usualSensor, type EngineChoice } from './enginePictures.ts';
import type { FleetLines } from './fleetLines.ts';
import type { LivePublishing } from './livePublishing.ts';
import { isLive, rates, type LiveState } from './liveState.ts';
import { arrivedPictures, sentPictures } from './sentPictures.ts';
import { busyText, rateText, standText } from './statusText.ts';

/** What the view of live publishing needs beside the run itself. */
export interface LiveHost {
  readonly live: LivePublishing;
  /** Has the run begin, with whatever has to be asked before. */
  start(): void;
  stop(): void;
  /** Whether the publish stage is known to be done. */
  isPublished(): boolean;
  /** Calls the listener when that may have changed; the answer ends it. */
  onDidChange(listener: () => void): () => void;
}

/** The live view: it follows the run for as long as it is open, and the run goes on without it. */
export function createLiveSource(host: LiveHost): PictureSource {
  const { live } = host;
  let engines: { readonly fleet: FleetLines; readonly pictures: EnginePictures } | undefined;
  const picturesOf = (fleet: FleetLines): EnginePictures => {
    if (engines?.fleet !== fleet) engines = { fleet, pictures: new EnginePictures(fleet) };
    return engines.pictures;
  };
  /** Ends what follows the run for the answers that were chosen before. */
  let unfollow = (): void => undefined;
  return {
    show: (chosen, shown) => {
      unfollow();
      if (chosen['rate'] !== undefined) live.setRate(rateOf(chosen['rate']));
      return new Promise((resolve) => {
        let isPublished = host.isPublished();
        const show = (): void => {
          isPublished = host.isPublished();
          shown(viewOf(host, chosen, picturesOf));
          // While nothing goes on nobody waits; a run that begins later is shown all the same.
          if (!isLive(live.state)) resolve();
        };
        const ends = [
          live.onDidChange(show),
          host.onDidChange(() => {
            if (host.isPublished() !== isPublished) show();
          }),
        ];
        unfollow = () => {
          for (const end of ends) end();
          resolve();
        };
        show();
      });
    },
    act: (action) => {
      const allowed = actionsOf(live.state, host.isPublished()).find(({ id }) => id === action);
      if (!allowed || allowed.disabled) return;
      if (action === 'start') host.start();
      else if (action === 'pause') live.pause();
      else if (action === 'resume') live.resume();
      else host.stop();
    },
    dispose: () => {
      unfollow();
      live.forget();
    },
  };
}

function viewOf(
  host: LiveHost,
  chosen: Chosen,
  picturesOf: (fleet: FleetLines) => EnginePictures,
): PictureView {
  const { state, history, fleet } = host.live;
  const isPublished = host.isPublished();
  const busy = busyText(state);
  const sections: Section[] = [
    { id: 'stand', heading: 'How it stands', note: standText(state, isPublished) },
  ];
  if (state.stream) {
    const pictures = [...sentPictures(state, history), ...arrivedPictures(state, history)];
    sections.push({ id: 'sent', heading: 'Sent, and arrived in S3', pictures });
  }
  if (state.stream && fleet) sections.push(enginesSection(state, picturesOf(fleet), chosen));
  return {
    note: state.stream
      ? `The training files, line by line, to the delivery stream ${state.stream.name}`
      : 'The training files, line by line, to the delivery stream of the lab',
    ...(busy !== undefined && { busy }),
    choices: [rateChoice(state)],
    actions: actionsOf(state, isPublished),
    sections,
  };
}

function enginesSection({ cycle }: LiveState, pictures: EnginePictures, chosen: Chosen): Section {
  const engines = engineChoice(chosen['engines']);
  const sensor = sensorOf(chosen['sensor']);
  return {
    id: 'engines',
    heading: 'Engines as they run',
    choices: [
      {
        id: 'engines',
        label: 'Engines',
        options: Object.entries(engineChoices).map(([value, label]) => ({ value, label })),
        value: engines,
      },
      {
        id: 'sensor',
        label: 'Sensor',
        options: sensors.map(({ symbol, meaning }, index) => ({
          value: String(index + 1),
          label: `${index + 1}: ${symbol} (${meaning})`,
        })),
        value: String(sensor),
      },
    ],
    pictures: [pictures.running(cycle), ...pictures.sensors(cycle, engines, sensor)],
  };
}

function rateChoice({ rate }: LiveState): Choice {
  return {
    id: 'rate',
    label: 'Rate',
    options: rates.map((each) => ({ value: String(each), label: rateText(each) })),
    value: String(rate),
  };
}

function actionsOf(state: LiveState, isPublished: boolean): ViewAction[] {
  const { phase } = state;
  const mayStart = !isLive(state) && !isPublished;
  return [
    { id: 'start', label: 'Start', disabled: !mayStart },
    { id: 'pause', label: 'Pause', disabled: phase !== 'running' },
    { id: 'resume', label: 'Resume', disabled: phase !== 'paused' },
    { id: 'stop', label: 'Stop', disabled: !isLive(state) || phase === 'stopping' },
  ];
}

function rateOf(value: string): number {
  return rates.find((rate) => String(rate) === value) ?? 1;
}

function engineChoice(value: string | undefined): EngineChoice {
  return value !== undefined && value in engineChoices ? (value as EngineChoice) : 'first';
}

function sensorOf(value: string | undefined): number {
  const sensor = Number(value);
  return Number.isInteger(sensor) && sensor >= 1 && sensor <= sensors.length ? sensor : usualSensor;
}
