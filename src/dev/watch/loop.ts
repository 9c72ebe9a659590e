/**
 * Turns hints of changes into builds, one at a time: the hints of a burst, and those that come during a
 * build, make one more build. Systems may lose hints, so all files are checked periodically as well.
 */

/** Absolute paths that may have changed, a folder's standing for all in it; none: time has passed; null: anything may have changed. */
export type Hint = readonly string[] | null;

export interface Loop {
  /** Builds, checking all files, and then after each hint; resolves when the first build has ended. */
  start(): Promise<void>;
  hint(path: string): void;
  /** The time has come for a build, whether or not anything has changed. */
  wake(): void;
  /** Rejects when a build did, which ends the loop; else never settles. */
  readonly failure: Promise<never>;
  /** Begins no further build; resolves when the running one has ended. */
  close(): Promise<void>;
}

/**
 * Milliseconds without a hint that end a burst. A save is one to three events within milliseconds; a
 * script or git makes many, and a program that has emptied a file is about to fill it.
 */
const QUIET_FEW = 10;
const QUIET_MANY = 100;
const FEW = 3;
/** The longest burst, in ms: a script that writes without a pause is built this often. */
const LONGEST = 1000;
/** Of more paths the system may have dropped some, so all files are checked. */
const MOST = 1000;

export interface Pace {
  /** Milliseconds between periodic checks: at least this, and twenty times the last build's time. */
  readonly idle: number;
  ticks(): number;
  /** Whether a path seems to be half written. */
  isHalf(path: string): boolean;
}

const SHARE = 20;

export function createLoop(work: (hint: Hint) => Promise<void>, pace: Pace): Loop {
  return new Coalescer(work, pace);
}

class Coalescer implements Loop {
  readonly failure: Promise<never>;
  readonly #work: (hint: Hint) => Promise<void>;
  readonly #pace: Pace;
  #fail: (error: unknown) => void = () => undefined;
  #state: 'new' | 'resting' | 'working' | 'closed' = 'new';
  #paths = new Set<string>();
  /** When the first path of the burst came, in ticks. */
  #first = 0;
  #isWoken = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(work: (hint: Hint) => Promise<void>, pace: Pace) {
    this.#work = work;
    this.#pace = pace;
    this.failure = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
  }

  start(): Promise<void> {
    if (this.#state === 'closed') return Promise.resolve();
    this.#run(null);
    return Promise.race([this.#running, this.failure]);
  }

  hint(path: string): void {
    if (this.#state === 'closed') return;
    if (this.#paths.size === 0) this.#first = this.#pace.ticks();
    // One path more than the limit stands for all further ones.
    if (this.#paths.size <= MOST) this.#paths.add(path);
    if (this.#state === 'resting') this.#awaitQuiet();
  }

  wake(): void {
    if (this.#state === 'closed') return;
    this.#isWoken = true;
    // What waits to be built is built soon in any case.
    if (this.#state === 'resting' && this.#paths.size === 0) this.#run(this.#take());
  }

  close(): Promise<void> {
    this.#state = 'closed';
    clearTimeout(this.#timer);
    return this.#running;
  }

  #awaitQuiet(): void {
    if (this.#paths.size > FEW) this.#runAfter(QUIET_MANY);
    else this.#schedule(() => this.#runOrWait(), this.#atMost(QUIET_FEW));
  }

  /** Files that are half written by now get the longer wait. */
  #runOrWait(): void {
    const isHalf = [...this.#paths].some((path) => this.#pace.isHalf(path));
    this.#runAfter(isHalf ? QUIET_MANY : 0);
  }

  #runAfter(delay: number): void {
    const run = (): void => this.#run(this.#take());
    if (delay === 0) run();
    else this.#schedule(run, this.#atMost(delay));
  }

  #atMost(delay: number): number {
    return Math.max(0, Math.min(delay, this.#first + LONGEST - this.#pace.ticks()));
  }

  /** `took`: the last build's time, in ms. */
  #awaitIdleness(took: number): void {
    this.#schedule(() => this.#run(null), Math.max(this.#pace.idle, took * SHARE));
    this.#timer?.unref();
  }

  #schedule(step: () => void, delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(step, delay);
  }

  #take(): Hint {
    const all = this.#paths.size > MOST ? null : [...this.#paths].sort();
    this.#paths = new Set();
    this.#isWoken = false;
    return all;
  }

  #run(hint: Hint): void {
    this.#state = 'working';
    const start = this.#pace.ticks();
    const rest = (): void => this.#rest(this.#pace.ticks() - start);
    this.#running = this.#work(hint).then(rest, this.#fail);
  }

  #rest(took: number): void {
    if (this.#state === 'closed') return;
    this.#state = 'resting';
    if (this.#paths.size > 0) this.#awaitQuiet();
    else if (this.#isWoken) this.#run(this.#take());
    else this.#awaitIdleness(took);
  }
}
