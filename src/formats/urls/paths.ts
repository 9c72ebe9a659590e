/**
 * What may be a file in the output: the fence between untrusted names and the disk. `checkOutput`
 * refuses what looks like an attack, `fitSegments` makes the rest fit every disk; what it returns
 * is safe whatever came in.
 */
import path from 'node:path';
import { shortDigest } from '../../platform/digest.js';

/**
 * Why a path is refused: nothing in it; control characters; a `.` or `..` segment; a slash,
 * backslash or dot that stays encoded; a backslash; a path or URL of its own root; a version
 * control folder or finews' own; more than `MAX_PATH` bytes.
 */
export type PathFault =
  | 'empty'
  | 'control'
  | 'dots'
  | 'encoded'
  | 'backslash'
  | 'absolute'
  | 'reserved'
  | 'too-long';

/** Bytes of a whole output: leaves room for the destination below Linux's 4,096. */
const MAX_PATH = 1024;
/** Bytes of a segment: disks take 255, tools like to append to a name. */
const MAX_SEGMENT = 200;
const DIGEST_LENGTH = 8;

/**
 * A segment, up to its extension, with nothing to refuse or repair, and none of Windows' devices. Han
 * characters have one form only, and no case.
 */
const PLAIN_NAME = String.raw`(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$))[a-z0-9_\-\u3400-\u4dbf\u4e00-\u9fff]+`;
/** Nearly every path there is, apart from its length; in one pass, for each build checks an archive's. */
const PLAIN = new RegExp(`^${PLAIN_NAME}(?:/${PLAIN_NAME})*(?:\\.[a-z0-9]+)?$`, 'i');
/** Bytes of a character that is plain, at most. */
const WIDEST = 3;
/** Windows' devices, with or without an extension. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))/i;
/** `git~1` is what FAT and NTFS call `.git` as well. */
const PRIVATE_FOLDER = /(?:^|\/)(?:\.(?:git|hg|svn|finews)|git~\d)(?:\/|$)/i;
const PARENT = /(?:^|[/\\])\.\.(?:[/\\]|$)/;
const ASCII = /^[\0-\x7f]*$/;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** An absolute path as names below a folder are written; it starts with `..` where it isn't there. */
export function nameBelow(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}

/** Whether an absolute path is the folder, or lies in it; both resolved (`..x` is a name as any other). */
export function isBelow(folder: string, file: string): boolean {
  const prefix = folder.endsWith(path.sep) ? folder : folder + path.sep;
  return file === folder || file.startsWith(prefix);
}

/** Bit that an ASCII letter has in lower case alone. */
const LOWER = 0x20;

/** False: two names surely don't begin alike, whatever their case. An archive has many that are asked about. */
export function mayBeginAlike(name: string, other: string): boolean {
  return (name.charCodeAt(0) | LOWER) === (other.charCodeAt(0) | LOWER);
}

/** True when the output needs neither check nor repair. */
export function isPlain(output: string): boolean {
  const { length } = output;
  const fits = length <= MAX_SEGMENT / WIDEST || (length <= MAX_SEGMENT && ASCII.test(output));
  return fits && PLAIN.test(output);
}

/** What is wrong with a decoded output path (relative, with `/`); null: nothing. */
export function checkOutput(output: string): PathFault | null {
  if (isPlain(output)) return null;
  if (output === '') return 'empty';
  if (output.startsWith('/')) return 'absolute';
  const fault = textFault(output);
  if (fault !== null) return fault;
  if (/(?:^|\/)\.(?:\/|$)/.test(output)) return 'dots';
  if (PRIVATE_FOLDER.test(output)) return 'reserved';
  return byteLength(output) > MAX_PATH ? 'too-long' : null;
}

/** The fault of a decoded path, found before any clean-up hides it. */
export function textFault(text: string): PathFault | null {
  if (CONTROL.test(text)) return 'control';
  if (PARENT.test(text)) return 'dots';
  if (text.includes('\\')) return 'backslash';
  if (/%(?:2e|2f|5c)/i.test(text)) return 'encoded';
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? 'absolute' : null;
}

/**
 * Names that a slug is made of (`../../x` becomes harmless in it, but was meant otherwise): only
 * traversal and NUL are refused, plain or percent-encoded.
 */
export function nameFault(name: string): PathFault | null {
  if (!/\.\.|%|\0/.test(name)) return null;
  const decoded = decodeOnce(name);
  if (decoded.includes('\0')) return 'control';
  return PARENT.test(decoded) ? 'dots' : null;
}

/** Percent-decoded once; what is malformed stays as it is written. */
export function decodeOnce(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/**
 * The output with each segment safe on every disk; `changed` when it differs. Total and idempotent.
 * Where nothing is left before the extension, the segment's digest is, so that two stay two.
 */
export function fitSegments(output: string): {
  readonly output: string;
  readonly changed: boolean;
} {
  if (isPlain(output)) return { output, changed: false };
  const segments = output.split('/').filter((segment) => segment !== '');
  const fitted = segments.map(fitSegment).join('/');
  return { output: fitted, changed: fitted !== output };
}

function fitSegment(segment: string): string {
  if (isPlain(segment)) return segment;
  const clean = visible(segment)
    .replace(/[\p{Cc}\u2028\u2029:*?"<>|\\]/gu, '-')
    .replace(DEVICE, '$&-');
  const trimmed = trimEnd(clean);
  const lost = trimmed === '' || (trimmed.startsWith('.') && !segment.startsWith('.'));
  const name = lost ? `${shortDigest(segment)}${trimmed}` : trimmed;
  return byteLength(name) <= MAX_SEGMENT ? name : shorten(name);
}

/**
 * Text in one Unicode form (NFC), without what can't be seen (default-ignorable code points: zero
 * widths, bidi controls, variation selectors) and without halves of surrogate pairs.
 */
export function visible(text: string): string {
  if (ASCII.test(text)) return text;
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC');
}

/** Windows drops dots and blanks at the end of a name. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A name that is cut, with a digest of the whole name and its extension. */
function shorten(segment: string): string {
  const extension = /\.[a-z0-9]{1,16}$/i.exec(segment)?.[0] ?? '';
  const room = MAX_SEGMENT - DIGEST_LENGTH - 1 - extension.length;
  const stem = trimEnd(cut(segment.slice(0, segment.length - extension.length), room));
  return `${stem === '' ? '' : `${stem}-`}${shortDigest(segment)}${extension}`;
}

/** At most `bytes` bytes, ending neither inside a character nor before its combining marks. */
function cut(text: string, bytes: number): string {
  const characters = Array.from(text.slice(0, bytes + 1));
  let end = 0;
  for (let size = 0; end < characters.length; end += 1) {
    size += byteLength(characters[end] ?? '');
    if (size > bytes) break;
  }
  while (end > 0 && /^\p{M}/u.test(characters[end] ?? '')) end -= 1;
  return characters.slice(0, end).join('');
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
