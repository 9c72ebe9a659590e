/** Progress and `--verbose` details on a stream; a silent logger for the API and `--json`. */
import type { Clock, Logger } from '../model/io.js';
import { printable } from './printable.js';

/** What a logger needs of the error stream. */
export interface LogStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface ConsoleLogger extends Logger {
  /** Takes the bar away: before anything else is printed, and when the work has ended early. */
  clear(): void;
}

export const silent: ConsoleLogger = {
  isVerbose: false,
  detail: () => undefined,
  progress: () => undefined,
  clear: () => undefined,
};

/** Quicker builds end before a bar is worth drawing; redrawing more often is only flicker. In ms. */
const PATIENCE = 1000;
const REDRAW = 100;

const GAUGE = 24;
/** Columns that the words beside a gauge take at most. */
const WORDS = 40;

export function createLogger(
  stream: LogStream,
  clock: Pick<Clock, 'ticks'>,
  isVerbose: boolean,
): ConsoleLogger {
  let drawn = clock.ticks() + PATIENCE - REDRAW;
  let shown = false;
  const clear = (): void => {
    if (shown) stream.write('\r\u001B[K');
    shown = false;
  };
  return {
    isVerbose,
    clear,
    detail(message) {
      if (!isVerbose) return;
      clear();
      stream.write(`${printable(message)}\n`);
    },
    progress(stage, done, total) {
      if (stream.isTTY !== true) return;
      const now = clock.ticks();
      if (done >= total) clear();
      else if (now - drawn >= REDRAW) {
        drawn = now;
        shown = true;
        const width = (stream.columns ?? 80) - WORDS;
        stream.write(
          `\r\u001B[K${bar(stage, done / total, Math.min(GAUGE, width))} ${of(done, total)}`,
        );
      }
    },
  };
}

/** `share` from 0 to 1; narrow terminals get no gauge. */
function bar(stage: string, share: number, width: number): string {
  if (width < 4) return stage;
  const filled = Math.round(share * width);
  return `${stage.padEnd(9)} ${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
}

function of(done: number, total: number): string {
  return `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
}
