/** One build at a time for each destination. The lock names its holder; a dead one's is taken over. */
import path from 'node:path';
import { shortDigest } from '../content/digest.js';
import type { Config } from '../model/config.js';
import type { Effects, Io } from '../model/io.js';
import { SiteError } from '../model/problem.js';
import { placeKey } from './ledger.js';

/** After this long a holder on another machine is taken for dead: nobody can ask it. In ms. */
const FOREIGN_PATIENCE = 60 * 60 * 1000;

/** Between its creation and its text a lock is empty for an instant; a disk may be slow. In ms. */
const WRITING_PATIENCE = 10_000;

/** A lock may be released, or taken over by another, between any two looks at it. */
const TRIES = 3;

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** A lock as it was found; `mark` tells it from every other lock that ever was there. */
interface Seen {
  readonly mark: string;
  /** Null: it can't be read. */
  readonly holder: Holder | null;
  readonly alive: boolean;
}

/** Takes the lock and returns its release. Throws `SiteError` while another build holds it. */
export function takeLock(config: Config, effects: Effects): () => void {
  const { io, host, clock } = effects;
  const file = path.join(config.cacheDir, `lock-${placeKey(config)}.json`);
  const holder: Holder = { pid: host.pid, host: host.name, since: clock.now() };
  const text = `${JSON.stringify(holder)}\n`;
  for (let tries = 0; tries < TRIES; tries++) {
    if (create(file, text, io)) return () => release(file, text, io);
    const seen = look(file, effects);
    if (seen?.alive === true) throw held(seen.holder, config, file);
    if (seen !== null) removeDead(file, seen, effects);
  }
  throw held(null, config, file);
}

/** False when it is there already. */
function create(file: string, text: string, io: Io): boolean {
  try {
    io.writeNew(file, text);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whoever deleted our lock by hand may have let another build in: that one's stays. */
function release(file: string, text: string, io: Io): void {
  if (io.stat(file) !== undefined && io.read(file).toString('utf8') === text) io.removeFile(file);
}

/** Null when it is gone. */
function look(file: string, effects: Effects): Seen | null {
  const { io, clock } = effects;
  const found = io.stat(file);
  if (found === undefined) return null;
  const text = readText(file, io);
  const holder = holderIn(text);
  const alive =
    holder === null
      ? Math.abs(clock.now() - found.modified) < WRITING_PATIENCE
      : isAlive(holder, effects);
  return { mark: `${found.modified} ${text}`, holder, alive };
}

/** What can't be read is no lock's text. */
function readText(file: string, io: Io): string {
  try {
    return io.read(file).toString('utf8');
  } catch {
    return '';
  }
}

function holderIn(text: string): Holder | null {
  try {
    const { pid, host, since } = JSON.parse(text) as Partial<Holder>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof since !== 'number')
      return null;
    // 0 and below would ask after whole groups of processes, which always live.
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, host, since } : null;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder, { host, clock }: Effects): boolean {
  if (holder.host === host.name) return holder.pid === host.pid || host.isAlive(holder.pid);
  return Math.abs(clock.now() - holder.since) < FOREIGN_PATIENCE;
}

/**
 * Two builds may see the same dead lock. Only who holds the claim on this very one may remove it,
 * and looks again first: so the slower of the two never removes the lock that the faster then took.
 */
function removeDead(file: string, seen: Seen, effects: Effects): void {
  const { io, clock } = effects;
  const claim = `${file}.${shortDigest(seen.mark)}`;
  const left = io.stat(claim);
  if (left !== undefined && clock.now() - left.modified > WRITING_PATIENCE) io.removeFile(claim);
  if (!create(claim, '', io)) return;
  try {
    if (look(file, effects)?.mark === seen.mark) io.removeFile(file);
  } finally {
    io.removeFile(claim);
  }
}

function held(holder: Holder | null, config: Config, file: string): SiteError {
  const who =
    holder === null ? 'Another build' : `A build (process ${holder.pid} on ${holder.host})`;
  return new SiteError([
    {
      code: 'build-locked',
      severity: 'error',
      message: `${who} is writing to ${config.destination}`,
      hint: `Wait for it to end. If it has ended, delete ${file}.`,
    },
  ]);
}
