/**
 * A request in, an answer out: refusals first, then the look-up of the file by the rules of static hosts.
 * Knows nothing of building; the served folder, and what is added to pages, are arguments.
 */
import type { IncomingHttpHeaders } from 'node:http';
import {
  baseSegments,
  folderAddress,
  parseTarget,
  type Target,
} from '../../formats/urls/target.js';
import type { OpenFile } from '../../model/io.js';
import { type Answer, textAnswer } from './answer.js';
import { isKnown, rangeOf, versionOf } from './conditions.js';
import { mayAsk } from './hosts.js';
import { type LookupIo, type LookupResult, lookUp } from './lookup.js';
import { HTML, mediaType } from './media-type.js';

/** What is served at the moment. */
export interface Served {
  /** Absolute. */
  readonly root: string;
  /** Empty, or with a leading and no trailing slash. */
  readonly baseurl: string;
  /** Added to HTML pages; `mark` is a key of what is added. Null: pages are served as they are. */
  readonly addition: Addition | null;
  /** The first build has not ended: missing files may come soon. */
  readonly isBuilding: boolean;
}

export interface Addition {
  /** Of letters and digits. */
  readonly mark: string;
  add(html: Buffer): Buffer;
}

export interface Request {
  readonly method: string;
  /** As the client sent it. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly arrivedAt: string | undefined;
}

/** Throws only for what the system refuses unexpectedly. */
export function respond(request: Request, served: Served, io: LookupIo): Answer {
  const target = parseTarget(request.target);
  if (target.kind === 'malformed') return textAnswer(400, 'This is not an address.');
  const base = baseSegments(served.baseurl);
  const found = target.kind === 'path' ? below(base, target) : target;
  if (found.kind === 'moved') return moved(found.to);
  try {
    if (found.kind === 'missing') return missing(served, io);
    const file = lookUp(served.root, found, io);
    if (file.kind === 'missing') return missing(served, io);
    if (file.kind === 'file') return answerFile(file, request.headers, served);
    return moved(folderAddress([...base, ...found.segments], found.query));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    return textAnswer(403, 'The system does not let this be read.');
  }
}

/** The refusal of a request by its host, origin or method; null: it is answered. */
export function refuse(request: Request, allowed: ReadonlySet<string>): Answer | null {
  if (!mayAsk(request, allowed)) {
    const hint = 'If it is meant to, start with --allowed-host and its name.';
    return textAnswer(403, `This host or origin may not ask. ${hint}`);
  }
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  return textAnswer(405, 'Only GET and HEAD are answered.', { Allow: 'GET, HEAD' });
}

type PathTarget = Extract<Target, { kind: 'path' }>;
type ServedTarget = PathTarget | { readonly kind: 'missing' } | MovedTarget;
interface MovedTarget {
  readonly kind: 'moved';
  readonly to: string;
}

/** The part of a target below the base; the bare host is redirected there. */
function below(base: readonly string[], target: PathTarget): ServedTarget {
  const { segments, isFolder, query } = target;
  const isBare = segments.length === 0 && base.length > 0;
  if (!isBare && base.some((name, index) => segments[index] !== name)) return { kind: 'missing' };
  const rest = segments.slice(base.length);
  if (isBare || (rest.length === 0 && !isFolder))
    return { kind: 'moved', to: folderAddress(base, query) };
  return { ...target, segments: rest };
}

function moved(to: string): Answer {
  return textAnswer(301, to, { Location: to });
}

type FoundFile = Extract<LookupResult, { kind: 'file' }>;

function answerFile(found: FoundFile, headers: IncomingHttpHeaders, { addition }: Served): Answer {
  const type = mediaType(found.name);
  return type === HTML && addition !== null
    ? withAddition(found.file, headers, addition)
    : wholeOrPart(found.file, type, headers);
}

function wholeOrPart(file: OpenFile, type: string, headers: IncomingHttpHeaders): Answer {
  const { size, modified } = file.stat;
  const version = versionOf(modified, size);
  const about = { ETag: version.etag, 'Last-Modified': version.modified };
  const closed = (answer: Answer): Answer => {
    file.close();
    return answer;
  };
  if (isKnown(headers, version))
    return closed({ status: 304, headers: about, body: new Uint8Array() });
  const range = rangeOf(headers, version, size);
  if (range.kind === 'outside')
    return closed(textAnswer(416, 'Not that long.', { 'Content-Range': `bytes */${size}` }));
  const whole = { ...about, 'Content-Type': type, 'Accept-Ranges': 'bytes' };
  if (range.kind === 'all')
    return { status: 200, headers: whole, body: { file, start: 0, length: size } };
  const { start, length } = range;
  const part = { 'Content-Range': `bytes ${start}-${start + length - 1}/${size}` };
  return { status: 206, headers: { ...whole, ...part }, body: { file, start, length } };
}

/** A page with the addition is longer than its file, so it is sent whole, never as a range. */
function withAddition(file: OpenFile, headers: IncomingHttpHeaders, addition: Addition): Answer {
  try {
    const { size, modified } = file.stat;
    const version = versionOf(modified, size, addition.mark);
    const about = { ETag: version.etag };
    if (headers['if-none-match'] !== undefined && isKnown(headers, version))
      return { status: 304, headers: about, body: new Uint8Array() };
    const body = addition.add(file.read(0, size));
    return { status: 200, headers: { ...about, 'Content-Type': HTML }, body };
  } finally {
    file.close();
  }
}

/** Until the first build is done, a page that says so and looks again; then the site's own `404.html`. */
function missing({ root, addition, isBuilding }: Served, io: LookupIo): Answer {
  const headers = { 'Content-Type': HTML };
  if (isBuilding) {
    const body = addition === null ? BUILDING : addition.add(BUILDING);
    return { status: 503, headers: { ...headers, 'Retry-After': '1' }, body };
  }
  const found = lookUp(root, { segments: ['404.html'], isFolder: false }, io);
  if (found.kind !== 'file') {
    const body = addition === null ? MISSING : addition.add(MISSING);
    return { status: 404, headers, body };
  }
  const { file } = found;
  if (addition === null)
    return { status: 404, headers, body: { file, start: 0, length: file.stat.size } };
  try {
    return { status: 404, headers, body: addition.add(file.read(0, file.stat.size)) };
  } finally {
    file.close();
  }
}

const MISSING = Buffer.from('<!doctype html><title>404</title><p>There is no such page.</p>\n');

/** Its script, which is told when the build ends, looks for the attribute. */
const BUILDING = Buffer.from(
  '<!doctype html><html data-finews-building><meta charset="utf-8"><title>Building …</title>' +
    '<meta name="viewport" content="width=device-width">' +
    '<noscript><meta http-equiv="refresh" content="2"></noscript>' +
    '<meta name="color-scheme" content="light dark">' +
    '<p>The site is being built. This page loads anew when it is done.</p>\n',
);
