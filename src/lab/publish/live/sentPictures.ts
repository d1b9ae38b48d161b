import type { Picture } from '../../pictures/picture.ts';
import { duration, wholeNumber } from '../../report/format.ts';
import type { LiveHistory, LiveSample } from './liveHistory.ts';
import type { LiveState } from './liveState.ts';

/** Of two samples closer than this, one a request more would look like a great speed. */
const leastSeconds = 0.2;

const time = { label: 'Time since the start (s)' };

/** Lines sent over time, in all and a second. */
export function sentPictures(state: LiveState, history: LiveHistory): Picture[] {
  const { samples } = history;
  const at = column(samples, (sample) => sample.at);
  const speeds = speedsOf(samples);
  const seconds = samples.at(-1)?.at ?? 0;
  const mean = seconds ? state.lines / seconds : 0;
  const again = state.refusals
    ? ` Firehose refused records ${times(state.refusals)}; they were sent again, more slowly.`
    : '';
  return [
    {
      id: 'sent',
      title: 'Lines sent',
      sentence: `${wholeNumber(state.lines)} of ${wholeNumber(state.linesInAll)} lines sent in ${duration(seconds)}, up to cycle ${state.cycle}.${again}`,
      small: true,
      x: time,
      y: { label: 'Lines', range: [0, Math.max(1, state.lines)] },
      layers: [{ kind: 'lines', label: 'Lines sent', x: at, y: column(samples, ({ lines }) => lines) }],
    },
    {
      id: 'speed',
      title: 'Lines a second',
      sentence: `${wholeNumber(mean)} lines a second on average, ${wholeNumber(Math.max(0, ...speeds))} at most. A cycle is a line of each engine that still runs, so the same rate gives fewer lines as engines fail.`,
      small: true,
      x: time,
      y: { label: 'Lines a second', range: [0, Math.max(1, ...speeds)] },
      layers: [{ kind: 'lines', label: 'Lines a second', x: at, y: speeds, steps: true }],
    },
  ];
}

/** Objects that have arrived in S3, their bytes beside those sent, and their number. */
export function arrivedPictures(state: LiveState, history: LiveHistory): Picture[] {
  const { stream, objects, arrivedBytes, phase } = state;
  const { samples } = history;
  const at = column(samples, (sample) => sample.at);
  const arrived = `${wholeNumber(objects)} ${objects === 1 ? 'object' : 'objects'} of together ${megabytes(arrivedBytes)}`;
  const where = stream ? ` in s3://${stream.bucket}/${stream.prefix}` : '';
  return [
    {
      id: 'arrived',
      title: 'Bytes sent, and arrived in S3',
      sentence:
        phase === 'published'
          ? `All has arrived: ${arrived}${where}.`
          : `${megabytes(state.bytes)} sent; ${arrived} have arrived${where}. ${bufferText(state)}`,
      small: true,
      x: time,
      y: { label: 'MB' },
      layers: [
        { kind: 'lines', label: 'Sent', x: at, y: column(samples, ({ bytes }) => bytes / 1e6) },
        {
          kind: 'lines',
          label: 'Arrived in S3',
          x: at,
          y: column(samples, (sample) => sample.arrivedBytes / 1e6),
          steps: true,
        },
      ],
    },
    {
      id: 'objects',
      title: 'Objects in S3',
      sentence: objects
        ? `${arrived}, ${megabytes(arrivedBytes / objects)} each on average.`
        : 'No object has arrived yet.',
      small: true,
      x: time,
      y: { label: 'Objects', range: [0, Math.max(1, objects)] },
      layers: [
        {
          kind: 'lines',
          label: 'Objects arrived',
          x: at,
          y: column(samples, (sample) => sample.objects),
          steps: true,
        },
      ],
    },
  ];
}

/** For how long Firehose holds records back, there and here. */
function bufferText({ stream, pace }: LiveState): string {
  if (!stream) return '';
  const { bufferSeconds, bufferMiB } = stream;
  const limits = `for up to ${bufferSeconds} s or until ${bufferMiB} MiB have come`;
  if (pace === 1) return `Firehose gathers lines ${limits}, and writes them as one object then.`;
  const here = pace
    ? `${Math.max(0.3, bufferSeconds * pace).toFixed(1)} s by the pace of this practice account`
    : 'less than a second here, as this practice account does not wait for show';
  return `On AWS, Firehose gathers lines ${limits}, and writes them as one object then; that is ${here}.`;
}

/** Lines a second from each sample to the next one; the last one's are those until it. */
function speedsOf(samples: readonly LiveSample[]): number[] {
  const speeds: number[] = [];
  for (const [index, { at, lines }] of samples.entries()) {
    const next = samples[index + 1];
    const isTold = next && next.at - at > leastSeconds;
    speeds.push(isTold ? (next.lines - lines) / (next.at - at) : (speeds.at(-1) ?? 0));
  }
  return speeds;
}

function column(samples: readonly LiveSample[], value: (sample: LiveSample) => number): Float64Array {
  return Float64Array.from(samples, value);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1)} MB`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${wholeNumber(count)} times`;
}
