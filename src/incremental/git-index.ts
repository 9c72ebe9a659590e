/**
 * Git's index, versions 2 to 4 (gitformat-index): which blob each file of a work tree was checked out
 * of or added as, and how the file looked then. A file that still looks so has that blob's bytes.
 */
import { hash } from 'node:crypto';
import type { Stamp } from '../model/story.js';

/** Regular files of a work tree, by their place in path order. */
export interface GitIndex {
  /** Below the top of the work tree, with `/`. */
  readonly paths: readonly string[];
  /** How the file looked to git: the inode is cut to 32 bits. */
  seen(place: number): Stamp;
  /** The blob's name, 27 characters of base64url. */
  blob(place: number): string;
}

const ENTRY = {
  changed: 0,
  modified: 8,
  inode: 20,
  mode: 24,
  size: 36,
  id: 40,
  flags: 60,
  rest: 62,
};
const HEADER = 12;
const ID = 20;
/** Bits of an entry's flags: there are two more bytes of them; the file's side in a merge. */
const [EXTENDED, STAGE] = [0x4000, 0x3000];
/** Of the two more bytes: `git add -N` noted the file, not its bytes. */
const INTENT_TO_ADD = 0x2000;
const [TYPE, REGULAR] = [0xf000, 0x8000];

/** Null: no index, or one with something in it that changes what the entries mean. */
export function readGitIndex(bytes: Buffer): GitIndex | null {
  if (bytes.length < HEADER + ID || bytes.toString('latin1', 0, 4) !== 'DIRC') return null;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4 || !isSound(bytes)) return null;
  try {
    const { entries, end } = entriesIn(bytes, version);
    return hasRequired(bytes, end) ? null : indexOf(bytes, entries);
  } catch (error) {
    // Numbers that lead out of it.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The last bytes are the digest of all others, or zeros where `index.skipHash` is set. */
function isSound(bytes: Buffer): boolean {
  const end = bytes.length - ID;
  const its = bytes.subarray(end);
  return (
    its.every((byte) => byte === 0) || its.equals(hash('sha1', bytes.subarray(0, end), 'buffer'))
  );
}

interface IndexEntry {
  readonly path: string;
  /** Where it begins. */
  readonly at: number;
}

function entriesIn(
  bytes: Buffer,
  version: number,
): { entries: readonly IndexEntry[]; end: number } {
  const entries: IndexEntry[] = [];
  const count = bytes.readUInt32BE(8);
  let name: Buffer = Buffer.alloc(0);
  let at = HEADER;
  for (let number = 0; number < count; number++) {
    const flags = bytes.readUInt16BE(at + ENTRY.flags);
    const isLong = version > 2 && (flags & EXTENDED) !== 0;
    const more = isLong ? bytes.readUInt16BE(at + ENTRY.rest) : 0;
    const start = at + ENTRY.rest + (isLong ? 2 : 0);
    const found = version === 4 ? shortName(bytes, start, name) : fullName(bytes, at, start);
    name = found.name;
    const isFile = (bytes.readUInt32BE(at + ENTRY.mode) & TYPE) === REGULAR;
    if (isFile && (flags & STAGE) === 0 && (more & INTENT_TO_ADD) === 0)
      entries.push({ path: name.toString('utf8'), at });
    at = found.end;
  }
  return { entries, end: at };
}

interface Name {
  readonly name: Buffer;
  /** Behind it. */
  readonly end: number;
}

/** Ends with one to eight zeros, so that the entry's length is a multiple of eight. */
function fullName(bytes: Buffer, entry: number, start: number): Name {
  const zero = endOfName(bytes, start);
  const length = (zero - entry + 8) & ~7;
  return { name: bytes.subarray(start, zero), end: entry + length };
}

/** What to cut off the name before, and what to put there instead. */
function shortName(bytes: Buffer, start: number, before: Buffer): Name {
  let at = start;
  let byte = bytes.readUInt8(at++);
  let cut = byte & 0x7f;
  while ((byte & 0x80) !== 0) {
    byte = bytes.readUInt8(at++);
    cut = ((cut + 1) << 7) | (byte & 0x7f);
  }
  if (cut < 0 || cut > before.length) throw new RangeError('A name is cut by more than it has');
  const zero = endOfName(bytes, at);
  const kept = before.subarray(0, before.length - cut);
  return { name: Buffer.concat([kept, bytes.subarray(at, zero)]), end: zero + 1 };
}

function endOfName(bytes: Buffer, start: number): number {
  const zero = bytes.indexOf(0, start);
  if (zero < 0) throw new RangeError('A name has no end');
  return zero;
}

const EXTENSION_HEADER = 8;

/** Extensions whose names begin with a capital may be passed over; others say where entries are. */
function hasRequired(bytes: Buffer, from: number): boolean {
  for (let at = from; at < bytes.length - ID; ) {
    const first = bytes.toString('latin1', at, at + 1);
    if (first < 'A' || first > 'Z') return true;
    at += EXTENSION_HEADER + bytes.readUInt32BE(at + 4);
  }
  return false;
}

function indexOf(bytes: Buffer, entries: readonly IndexEntry[]): GitIndex {
  const start = (place: number): number => entries[place]?.at ?? 0;
  /** Seconds and nanoseconds as the milliseconds that Node has of them. */
  const time = (at: number): number =>
    bytes.readUInt32BE(at) * 1000 + bytes.readUInt32BE(at + 4) / 1e6;
  return {
    paths: entries.map(({ path }) => path),
    seen(place) {
      const at = start(place);
      return {
        size: bytes.readUInt32BE(at + ENTRY.size),
        modified: time(at + ENTRY.modified),
        changed: time(at + ENTRY.changed),
        inode: bytes.readUInt32BE(at + ENTRY.inode),
      };
    },
    blob: (place) =>
      bytes.toString('base64url', start(place) + ENTRY.id, start(place) + ENTRY.id + ID),
  };
}
