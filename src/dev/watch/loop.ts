/**
 * Turns hints into work, one piece at a time: what comes in a burst, or while work is going on, is one
 * more piece. Hints may be lost, so now and then everything is looked at unasked.
 */

/** Absolute paths that may have changed, a folder's standing for all in it; null: anything may have. */
export type Hint = readonly string[] | null;

export interface Loop {
  /** Looks at everything, and from then on where hints lead; resolves when that first look has ended. */
  start(): Promise<void>;
  hint(path: string): void;
  /** Rejects when work did, which ends the loop; else it waits for ever. */
  readonly failure: Promise<never>;
  /** Nothing more is begun; resolves when the work at hand has ended. */
  close(): Promise<void>;
}

/**
 * A save is one to three events within milliseconds; a script's or git's run is many, and who has
 * emptied a file is about to fill it. In ms.
 */
const QUIET_FEW = 10;
const QUIET_MANY = 100;
const FEW = 3;
/** A script that never rests is shown so often, in ms. */
const LONGEST = 1000;
/** More are not worth naming; and the system may have dropped some of so many. */
const MOST = 1000;

export interface Pace {
  /** Between unasked looks, in ms: at least so long, and twenty times what the last one took. */
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
  /** When the first of them came, in ticks. */
  #first = 0;
  #timer: NodeJS.Timeout | undefined;
  #atHand: Promise<void> = Promise.resolve();

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
    return Promise.race([this.#atHand, this.failure]);
  }

  hint(path: string): void {
    if (this.#state === 'closed') return;
    if (this.#paths.size === 0) this.#first = this.#pace.ticks();
    // One more than the most stands for all the others.
    if (this.#paths.size <= MOST) this.#paths.add(path);
    if (this.#state === 'resting') this.#awaitQuiet();
  }

  close(): Promise<void> {
    this.#state = 'closed';
    clearTimeout(this.#timer);
    return this.#atHand;
  }

  #awaitQuiet(): void {
    if (this.#paths.size > FEW) this.#runAfter(QUIET_MANY);
    else this.#schedule(() => this.#runOrWait(), this.#atMost(QUIET_FEW));
  }

  /** A second look: what is half written by now gets the time of many. */
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

  /** `took`: what the last look took, in ms. */
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
    return all;
  }

  #run(hint: Hint): void {
    this.#state = 'working';
    const start = this.#pace.ticks();
    const rest = (): void => this.#rest(this.#pace.ticks() - start);
    this.#atHand = this.#work(hint).then(rest, this.#fail);
  }

  #rest(took: number): void {
    if (this.#state === 'closed') return;
    this.#state = 'resting';
    if (this.#paths.size > 0) this.#awaitQuiet();
    else this.#awaitIdleness(took);
  }
}
