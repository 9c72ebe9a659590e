/**
 * A request in, an answer out: the rules of static hosts in one table of refusals and one look-up.
 * Knows nothing of building; what is served, and what is added to pages in flight, is handed in.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { baseSegments, folderAddress, parseTarget, type Target } from '../../content/target.js';
import type { OpenFile } from '../../model/io.js';
import { type Answer, textAnswer } from './answer.js';
import { isKnown, rangeOf, versionOf } from './conditions.js';
import { mayAsk } from './hosts.js';
import { type Found, type LookupIo, lookUp } from './lookup.js';
import { HTML, mediaType } from './media-type.js';

/** What is served at the moment. */
export interface Served {
  /** Absolute. */
  readonly root: string;
  /** Empty, or with a leading and no trailing slash. */
  readonly baseurl: string;
  /** Added to HTML on its way; `mark` names what is added. Null: pages go out as they are. */
  readonly addition: Addition | null;
  /** What is missing may be there soon: the first build has not ended yet. */
  readonly isBuilding: boolean;
}

export interface Addition {
  /** Of letters and digits. */
  readonly mark: string;
  add(html: Buffer): Buffer;
}

export interface Request {
  readonly method: string;
  /** As it came over the wire. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly arrivedAt: string | undefined;
}

/** Throws only for what the system refuses unexpectedly. */
export function respond(request: Request, served: Served, io: LookupIo): Answer {
  const target = parseTarget(request.target);
  if (target.kind === 'malformed') return textAnswer(400, 'This is not an address.');
  const base = baseSegments(served.baseurl);
  const place = target.kind === 'path' ? below(base, target) : target;
  if (place.kind === 'moved') return moved(place.to);
  try {
    if (place.kind === 'missing') return missing(served, io);
    const found = lookUp(served.root, place, io);
    if (found.kind === 'missing') return missing(served, io);
    if (found.kind === 'file') return answerFile(found, request.headers, served);
    return moved(folderAddress([...base, ...place.segments], place.query));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    return textAnswer(403, 'The system does not let this be read.');
  }
}

/** Refused before anything else is looked at; null: go on. */
export function refuse(request: Request, allowed: ReadonlySet<string>): Answer | null {
  if (!mayAsk(request, allowed)) {
    const hint = 'If it is meant to, start with --allowed-host and its name.';
    return textAnswer(403, `This host or origin may not ask. ${hint}`);
  }
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  return textAnswer(405, 'Only GET and HEAD are answered.', { Allow: 'GET, HEAD' });
}

type PathTarget = Extract<Target, { kind: 'path' }>;
type Place = PathTarget | { readonly kind: 'missing' } | Moved;
interface Moved {
  readonly kind: 'moved';
  readonly to: string;
}

/** The part of a target below the base; the bare host is led there. */
function below(base: readonly string[], target: PathTarget): Place {
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

type FoundFile = Extract<Found, { kind: 'file' }>;

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

/** Pages grow on their way, so ranges of the file would be wrong: they go out whole. */
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
