/**
 * Digests of the pictures of which copies are made. A picture is read whole when its stamp is another one
 * than that under which its digest is remembered, beside the copies.
 */
import path from 'node:path';
import { readPictureFaults, uncopied } from '../../incremental/picture-faults.js';
import type { Config } from '../../model/config.js';
import type { FoundPackage, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { StaticFile } from '../../model/source.js';
import { showsSizes } from '../../outputs/statics/picture-settings.js';
import { digest } from '../../platform/digest.js';
import { bytesOfFile } from '../../platform/regular-file.js';

export interface PictureSources {
  readonly maker: FoundPackage | null;
  readonly statics: readonly StaticFile[];
}

/** Of the package that makes copies: those whose interface is known. */
const MAJOR = '0';
/** Larger ones stay as they are, in bytes. */
const LARGEST = 64 << 20;
/** By file: its stamp and its digest. */
type RememberedDigests = Readonly<Record<string, readonly [mark: string, digest: string]>>;

export function pictureSources(
  statics: readonly StaticFile[],
  config: Config,
  io: Io,
): Outcome<PictureSources> {
  const { pictures } = config.outputs;
  const isWanted = pictures.hasCopies ?? showsSizes(pictures, config.syntax);
  const some = statics.some(hasCopies);
  const found = isWanted && some ? io.findPackage('sharp', config.source) : null;
  const maker = found?.version.split('.')[0] === MAJOR ? found : null;
  if (maker === null) {
    const isMissed = pictures.hasCopies === true && some;
    return { value: { maker: null, statics }, problems: isMissed ? [absent()] : [] };
  }
  const place = path.join(config.picturesDir, 'digests.json');
  const before = config.cacheless ? {} : readRemembered(place, io);
  const faults = readPictureFaults(config.picturesDir, io);
  const problems: Problem[] = [];
  const now: Record<string, readonly [string, string]> = Object.create(null);
  const value = statics.map((file): StaticFile => {
    if (!hasCopies(file) || file.picture === null) return file;
    const [mark, known] = Object.hasOwn(before, file.name) ? (before[file.name] ?? []) : [];
    const own = file.mark !== '' && mark === file.mark ? known : digestOf(file, io);
    if (own === undefined || own === null) return file;
    if (file.mark !== '') now[file.name] = [file.mark, own];
    const source = digest(`${maker.version} ${own}`);
    const fault = faults.get(source);
    if (fault !== undefined) problems.push(uncopied(file.name, fault));
    return { ...file, picture: { ...file.picture, source } };
  });
  if (!config.cacheless) remember(now, before, place, io);
  return { value: { maker, statics: value }, problems };
}

/** Whether a file is a picture that can be copied: one that moves would stand still. */
function hasCopies({ picture, text }: StaticFile): boolean {
  return (
    picture !== null &&
    text === null &&
    !picture.isMoving &&
    picture.kind !== 'gif' &&
    picture.kind !== 'avif'
  );
}

function digestOf({ file }: StaticFile, io: Io): string | null {
  if ((io.stat(file)?.size ?? 0) > LARGEST) return null;
  const bytes = bytesOfFile(file, io);
  return bytes === null ? null : digest(bytes);
}

/** What was altered costs a reading; a wrong digest, a copy of a wrong name. */
function readRemembered(place: string, io: Io): RememberedDigests {
  try {
    const bytes = bytesOfFile(place, io);
    const value: unknown = bytes === null ? null : JSON.parse(bytes.toString('utf8'));
    if (typeof value !== 'object' || value === null) return {};
    const isPair = (one: unknown): boolean =>
      Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string');
    return Object.fromEntries(
      Object.entries(value).filter(([, one]) => isPair(one)),
    ) as RememberedDigests;
  } catch {
    return {};
  }
}

function remember(now: RememberedDigests, before: RememberedDigests, place: string, io: Io): void {
  const text = JSON.stringify(now);
  if (text === JSON.stringify(before)) return;
  io.makeFolder(path.dirname(place));
  io.writeDurably(place, text);
}

function absent(): Problem {
  const message = 'Without the package `sharp` no narrower copies of pictures are made';
  const hint = 'Install it beside finews: `npm install --save-dev sharp`.';
  return { code: 'picture-uncopied', severity: 'warning', message, hint };
}
