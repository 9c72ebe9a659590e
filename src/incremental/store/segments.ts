/**
 * Files of `.finews`: a header line, then segments that each carry their length and digest.
 * Small changes are appended, and now and then the whole is written anew. Whatever is foreign, torn
 * or altered is not among the parts, nor is anything behind it: such a file is only ever too short.
 */

import type { Io } from '../../model/io.js';
import { digest } from '../../platform/digest.js';
import { jsonOf } from './stored-values.js';

export interface SegmentFile {
  /** Gives the segments, as the file was opened, for once: they would stay in memory. */
  take(): TakenSegments;
  /**
   * `torn` lacks the end of its last segment, as a crash leaves it; what is
   * `damaged` has lost more. `none`: no file, or a foreign one.
   */
  readonly state: State;
  /**
   * More segments; `anew` all there is instead, when the file wasn't
   * intact, somebody else has written it since, or it would grow too long. `isDurable` false: what a
   * crash of the machine takes of these segments may be lost.
   */
  append(
    segments: Iterable<SegmentContent>,
    anew: () => Iterable<SegmentContent>,
    isDurable?: boolean,
  ): void;
  /** The whole anew. */
  replace(segments: Iterable<SegmentContent>): void;
  /** False: somebody else has written it since. */
  isCurrent(): boolean;
  /** Digest of all segments, as they were read, or written here. */
  readonly content: string;
  /** How the file looked when it was opened, or written here: another one looks otherwise. */
  readonly mark: string;
}

export interface TakenSegments {
  /** Each segment's bytes, oldest first. */
  readonly parts: readonly Buffer[];
  /** How many of them were written at once; the others were appended since. */
  readonly whole: number;
}

/** Text, or bytes as they are. */
export type SegmentContent = string | Uint8Array;

export type State = 'whole' | 'torn' | 'damaged' | 'none';

/** Bytes that may be appended besides half of what was written at once: more of it is written anew. */
const SLACK = 1 << 20;
/** Segments that may be appended to it: each costs a little in every build that reads them. */
const MOST_APPENDED = 400;

export interface SegmentSettings {
  /** Names the kind, its version and what the content depends on; another one's is foreign. */
  readonly header: string;
  /** Whether what is appended has to be on the disk before anything else happens. */
  readonly durable: boolean;
  /** Where the whole is written before it is renamed; no two processes have the same. */
  readonly beside: string;
}

export function openSegments(
  file: string,
  { header, durable, beside }: SegmentSettings,
  io: Io,
): SegmentFile {
  const first = `${header}\n`;
  // Before it is read: what is written in between is seen as written since.
  let mark = markOf(file, io);
  const found = io.stat(file)?.kind === 'file' ? decode(io.read(file), first) : NOTHING;
  let { base, added, appended, state, parts, content } = found;
  const whole = parts.length - appended;
  const replace = (segments: Iterable<SegmentContent>): void => {
    content = EMPTY;
    const pieces = wholeOf(first, segments, (its) => {
      content = withMark(content, its);
    });
    io.writeDurably(file, pieces, beside);
    base = io.stat(file)?.size ?? 0;
    added = 0;
    appended = 0;
    state = 'whole';
    mark = markOf(file, io);
  };
  return {
    take() {
      const taken = { parts, whole };
      parts = [];
      return taken;
    },
    get state() {
      return state;
    },
    get content() {
      return content;
    },
    get mark() {
      return mark;
    },
    replace,
    isCurrent: () => markOf(file, io) === mark,
    append(segments, anew, isDurable = durable) {
      const isOurs = state === 'whole' && markOf(file, io) === mark;
      const pieces =
        isOurs && appended < MOST_APPENDED ? appendix(segments, base / 2 + SLACK - added) : null;
      if (pieces === null) replace(anew());
      else {
        const bytes = Buffer.concat(pieces.map((piece) => piece.bytes));
        // Should it end half-way, nothing may be written behind it.
        state = 'torn';
        io.append(file, bytes, isDurable);
        state = 'whole';
        added += bytes.length;
        appended++;
        content = pieces.reduce((all, piece) => withMark(all, piece.mark), content);
        mark = markOf(file, io);
      }
    },
  };
}

/** How the file looks, as text. */
function markOf(file: string, io: Io): string {
  const found = io.stat(file);
  return found === undefined ? '' : [found.size, found.modified, found.inode].join(' ');
}

interface DecodedSegments {
  readonly parts: readonly Buffer[];
  /** Bytes written at once, and appended since. */
  readonly base: number;
  readonly added: number;
  /** How many segments those are. */
  readonly appended: number;
  readonly state: State;
  readonly content: string;
}

/** Content without a segment. */
const EMPTY = '';
const NOTHING: DecodedSegments = {
  ...{ parts: [], base: 0, added: 0, appended: 0 },
  ...{ state: 'none', content: EMPTY },
};

/** Content with one more segment, which has this digest. */
function withMark(content: string, mark: string): string {
  return digest(content + mark);
}

/** A segment at a time: an archive's need not be in memory at once. */
function* wholeOf(
  first: string,
  segments: Iterable<SegmentContent>,
  told: (mark: string) => void,
): Generator<Buffer> {
  yield Buffer.from(first);
  for (const segment of segments) {
    const encoded = encode('b', segment);
    told(encoded.mark);
    yield encoded.bytes;
  }
}

/** As it lies in the file, and the digest of its content. */
interface EncodedSegment {
  readonly bytes: Buffer;
  readonly mark: string;
}

/** Null: they have more bytes than `most`. */
function appendix(
  segments: Iterable<SegmentContent>,
  most: number,
): readonly EncodedSegment[] | null {
  const pieces: EncodedSegment[] = [];
  let size = 0;
  for (const segment of segments) {
    const piece = encode('a', segment);
    size += piece.bytes.length;
    if (size > most) return null;
    pieces.push(piece);
  }
  return pieces;
}

function encode(kind: 'a' | 'b', content: SegmentContent): EncodedSegment {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const mark = digest(bytes);
  const line = Buffer.from(`${kind} ${bytes.length} ${mark}\n`);
  return { mark, bytes: Buffer.concat([line, bytes, Buffer.from('\n')]) };
}

function decode(bytes: Buffer, header: string): DecodedSegments {
  if (bytes.subarray(0, header.length).toString('latin1') !== header) return NOTHING;
  const parts: Buffer[] = [];
  let at = header.length;
  let [base, appended, content] = [at, 0, EMPTY];
  while (at < bytes.length) {
    const segment = segmentAt(bytes, at);
    if (typeof segment === 'string')
      return { parts, base, added: at - base, appended, state: segment, content };
    parts.push(segment.bytes);
    content = withMark(content, segment.mark);
    at = segment.end;
    appended++;
    if (segment.kind === 'b') [base, appended] = [at, 0];
  }
  // Nothing is ever written without a segment.
  const state = parts.length > 0 ? 'whole' : 'torn';
  return { parts, base, added: at - base, appended, state, content };
}

interface Segment {
  readonly kind: string;
  readonly bytes: Buffer;
  readonly mark: string;
  readonly end: number;
}

/** Of a segment's own line. */
const LONGEST = 64;
const LINE = /^([ab]) (\d{1,10}) (\S+)$/;

function segmentAt(bytes: Buffer, at: number): Segment | 'torn' | 'damaged' {
  const lineEnd = bytes.subarray(at, at + LONGEST).indexOf(0x0a);
  if (lineEnd < 0) return bytes.length - at < LONGEST ? 'torn' : 'damaged';
  const start = at + lineEnd + 1;
  const [, kind = '', length, mark] = LINE.exec(bytes.toString('latin1', at, start - 1)) ?? [];
  if (mark === undefined) return 'damaged';
  const end = start + Number(length);
  if (end >= bytes.length) return 'torn';
  const text = bytes.subarray(start, end);
  return digest(text) === mark ? { kind, bytes: text, mark, end: end + 1 } : 'damaged';
}

/** The entries of segments that are JSON lists; one that has its digest and is none was forged. */
export function* jsonEntries(parts: readonly Buffer[]): Generator {
  for (const part of parts) {
    const list = jsonOf(part.toString('utf8'));
    if (Array.isArray(list)) yield* list;
  }
}

/** Many entries as several texts, each a JSON list. */
export function* chunks(entries: Iterable<unknown>): Generator<string> {
  let texts: string[] = [];
  let length = 0;
  for (const entry of entries) {
    const text = JSON.stringify(entry);
    texts.push(text);
    length += text.length;
    if (length < CHUNK) continue;
    yield `[${texts.join(',')}]`;
    texts = [];
    length = 0;
  }
  yield `[${texts.join(',')}]`;
}

/** Characters: a segment is in memory several times while it is written. */
const CHUNK = 1 << 20;
