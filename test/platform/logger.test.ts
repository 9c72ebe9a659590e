/** Progress is drawn on a terminal, and only when the work is long; details on request. */
import { describe, expect, it } from 'vitest';
import { createLogger, type LogStream } from '../../src/platform/logger.js';

interface Fake extends LogStream {
  readonly written: string[];
}

function stream(more: Partial<LogStream> = { isTTY: true }): Fake {
  const written: string[] = [];
  return { written, write: (text) => written.push(text), ...more };
}

/** A clock that is set by hand, in ms. */
function clock(): { time: number; ticks(): number } {
  return {
    time: 0,
    ticks() {
      return this.time;
    },
  };
}

const CLEAR = '\r\u001B[K';

describe('the progress bar', () => {
  it('appears after a second, is redrawn ten times a second, and goes at the end', () => {
    const [out, watch] = [stream(), clock()];
    const log = createLogger(out, watch, false);
    for (let done = 1; done <= 2000; done++) {
      watch.time = done;
      log.progress('render', done, 2000);
    }
    expect(out.written.at(0)).toBe(`${CLEAR}render    ████████████░░░░░░░░░░░░ 1,000 of 2,000`);
    expect(out.written).toHaveLength(11);
    expect(out.written.at(-1)).toBe(CLEAR);
  });

  it('never appears when the work is short, or where no one watches', () => {
    const short = stream();
    createLogger(short, clock(), false).progress('render', 1, 2);
    const pipe = stream({});
    const watch = clock();
    const log = createLogger(pipe, watch, false);
    watch.time = 5000;
    log.progress('render', 1, 2);
    log.progress('render', 2, 2);
    log.clear();
    expect([...short.written, ...pipe.written]).toEqual([]);
  });

  it('is taken away when work ends early, and before a detail', () => {
    const [out, watch] = [stream(), clock()];
    const log = createLogger(out, watch, true);
    watch.time = 2000;
    log.progress('parse', 1, 4);
    log.detail('one');
    watch.time = 3000;
    log.progress('parse', 2, 4);
    log.clear();
    log.clear();
    expect(out.written).toEqual([
      expect.stringContaining('1 of 4'),
      CLEAR,
      'one\n',
      expect.stringContaining('2 of 4'),
      CLEAR,
    ]);
  });

  it('has no gauge where the terminal is narrow', () => {
    const [out, watch] = [stream({ isTTY: true, columns: 30 }), clock()];
    const log = createLogger(out, watch, false);
    watch.time = 2000;
    log.progress('parse', 1, 4);
    expect(out.written).toEqual([`${CLEAR}parse 1 of 4`]);
  });
});

describe('details', () => {
  it('are only told when asked for, and cannot act on the terminal', () => {
    const [quiet, verbose] = [stream(), stream()];
    createLogger(quiet, clock(), false).detail('story');
    createLogger(verbose, clock(), true).detail('story \u001B[2J\nnext');
    expect(quiet.written).toEqual([]);
    expect(verbose.written).toEqual(['story \\u001b[2J\\u000anext\n']);
  });
});
