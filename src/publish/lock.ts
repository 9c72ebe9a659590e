/**
 * One build at a time for each destination. The lock names its holder; a dead one's is taken over.
 * A lock comes into the world with its text: an empty one is nobody's.
 */
import path from 'node:path';
import { destinationKey } from '../incremental/store/destination-key.js';
import type { Config } from '../model/config.js';
import type { Effects, Io } from '../model/io.js';
import { SiteError } from '../model/problem.js';
import { shortDigest } from '../platform/digest.js';

/** After this long a holder on another machine is taken for dead: nobody can ask it. In ms. */
const FOREIGN_PATIENCE = 60 * 60 * 1000;

/** A lock may be released, or taken over by another, between any two looks at it. */
const TRIES = 3;

/** Claims on claims: each is left by a build that was killed while it took over the one before. */
const DEEPEST = 50;

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** A lock as it was found; `mark` tells it from every other lock that ever was there. */
interface SeenLock {
  readonly mark: string;
  /** Null: it can't be read, so nobody lives who holds it. */
  readonly holder: Holder | null;
  readonly alive: boolean;
}

/** Takes the lock and returns its release. Throws `SiteError` while another build holds it. */
export function takeLock(config: Config, effects: Effects): () => void {
  const { io, host, clock } = effects;
  const file = path.join(config.cacheDir, `lock-${destinationKey(config)}.json`);
  const holder: Holder = { pid: host.pid, host: host.name, since: clock.now() };
  const text = `${JSON.stringify(holder)}\n`;
  const taken = take(file, text, { effects, depth: 0 });
  if (!taken.isMine) throw held(taken.holder, config, file);
  const release = (): void => releaseLock(file, text, io);
  try {
    removeLeftClaims(file, effects);
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

interface Taking {
  readonly effects: Effects;
  readonly depth: number;
}

type Taken =
  | { readonly isMine: true }
  | {
      readonly isMine: false;
      /** Null: nobody knows who was faster. */
      readonly holder: Holder | null;
    };

/**
 * Takes a lock, over a dead one where need be. Two builds may see the same dead lock: only who holds
 * the claim on this very one may remove it, and looks again first, so that the slower of the two never
 * removes the lock that the faster then took. A claim is a lock as well, and is taken as one.
 */
function take(file: string, text: string, { effects, depth }: Taking): Taken {
  const { io } = effects;
  for (let tries = 0; tries < TRIES; tries++) {
    if (create(file, text, io)) return { isMine: true };
    const seen = readLock(file, effects);
    if (seen === null) continue;
    if (seen.alive || depth === DEEPEST) return { isMine: false, holder: seen.holder };
    const claim = claimOn(file, seen.mark);
    const claimed = take(claim, text, { effects, depth: depth + 1 });
    if (!claimed.isMine) return claimed;
    try {
      if (readLock(file, effects)?.mark === seen.mark) io.removeFile(file);
    } finally {
      discard(claim, io);
    }
  }
  return { isMine: false, holder: null };
}

/** Beside the lock, however deep; of another lock it is another one. */
function claimOn(file: string, mark: string): string {
  const [, lock = file, inner = ''] = /^(.*\.json)(?:\.(.*))?$/s.exec(file) ?? [];
  return `${lock}.${shortDigest(inner === '' ? mark : `${inner} ${mark}`)}`;
}

/** What a disk says that has no hard links. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK', 'EXDEV'];

/** False when it is there already. Written beside and linked, for it must never be seen empty. */
function create(file: string, text: string, io: Io): boolean {
  const beside = `${file}.${shortDigest(text)}.new`;
  if (!isNew(() => io.writeNew(beside, text))) return false;
  try {
    return isNew(() => io.hardLink(beside, file));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Whoever holds the lock has cleared it away.
    if (code === 'ENOENT') return false;
    if (!NO_LINKS.includes(code)) throw error;
    // Seen empty for an instant, it may be taken over in that: then it isn't ours.
    return isNew(() => io.writeNew(file, text)) && readText(file, io) === text;
  } finally {
    discard(beside, io);
  }
}

/** Never throws: a lock that was taken would stay. What is left is in nobody's way, and goes with the next lock. */
function discard(file: string, io: Io): void {
  for (let tries = 0; tries < 2; tries++) {
    try {
      io.removeFile(file);
      return;
    } catch {
      // Once more, then whoever comes next.
    }
  }
}

/** False when the file that it makes is there already. */
function isNew(make: () => void): boolean {
  try {
    make();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whoever deleted our lock by hand may have let another build in: that one's stays. */
function releaseLock(file: string, text: string, io: Io): void {
  if (io.stat(file) !== undefined && io.read(file).toString('utf8') === text) io.removeFile(file);
}

/**
 * Claims, and locks that were about to be linked, of builds that were killed. No claim is on the lock
 * that was taken just now, so whoever holds one of these will find another lock than it claims.
 */
function removeLeftClaims(file: string, effects: Effects): void {
  const { io } = effects;
  const folder = path.dirname(file);
  for (const name of io.names(folder)) {
    const left = path.join(folder, name);
    if (left.startsWith(`${file}.`) && readLock(left, effects)?.alive === false)
      io.removeFile(left);
  }
}

/** Null when it is gone. */
function readLock(file: string, effects: Effects): SeenLock | null {
  const { io } = effects;
  const found = io.stat(file);
  if (found === undefined) return null;
  const text = readText(file, io);
  const holder = holderIn(text);
  const alive = holder !== null && isAlive(holder, effects);
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
  // A container's first process has the same number each time: one from before this began is another's.
  if (holder.host === host.name && holder.pid === host.pid && holder.since < host.began)
    return false;
  if (holder.host === host.name) return host.isAlive(holder.pid);
  return Math.abs(clock.now() - holder.since) < FOREIGN_PATIENCE;
}

function held(holder: Holder | null, config: Config, file: string): SiteError {
  const who =
    holder === null ? 'Another build' : `A build (process ${holder.pid} on ${holder.host})`;
  return SiteError.of(
    'build-locked',
    `${who} is writing to ${config.destination}`,
    `Wait for it to end. If it has ended, delete ${file}.`,
  );
}
