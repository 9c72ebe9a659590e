/**
 * Raster pictures: their size, which pages reserve, and those that lie beside stories in `_posts`, where
 * nothing else is published that is no story.
 */
import { PICTURE_HEAD, PICTURE_NAME, pictureKind } from '../../formats/pictures/picture-kind.js';
import { pictureSize } from '../../formats/pictures/picture-size.js';
import { checkOutput } from '../../formats/urls/paths.js';
import { stampText, trustedStamp } from '../../incremental/file-stamp.js';
import { refusal, setAside } from '../../incremental/source-files/leaving-links.js';
import { type OpenedFile, withListed } from '../../incremental/source-files/open-listed.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io, OpenFile } from '../../model/io.js';
import { type Outcome, type Problem, WHOLE } from '../../model/problem.js';
import type { PictureSize, StaticFile } from '../../model/source.js';
import { besidePath } from '../../outputs/statics/paths.js';

/** Bytes in which a size is looked for, one after the other: a camera writes a good deal before it. */
const HEADS = [4 << 10, 64 << 10, 1 << 20, 16 << 20] as const;

/** What a file with a picture's name is. */
interface FoundPicture {
  /** Whether its first bytes are a picture's. */
  readonly isPicture: boolean;
  readonly size: PictureSize | null;
  readonly problems: readonly Problem[];
}

const NO_PICTURE: FoundPicture = { isPicture: false, size: null, problems: [] };

/** `name` is for messages; of other names nothing is read. */
export function readPicture(name: string, file: Pick<OpenFile, 'stat' | 'read'>): FoundPicture {
  if (!PICTURE_NAME.test(name)) return NO_PICTURE;
  const { size: length } = file.stat;
  for (const [at, most] of HEADS.entries()) {
    const head = file.read(0, Math.min(most, length));
    if (at === 0 && pictureKind(head.subarray(0, PICTURE_HEAD)) === null) return NO_PICTURE;
    const size = pictureSize(head);
    if (size !== null) return { isPicture: true, size, problems: [] };
    if (most >= length) break;
  }
  return { isPicture: true, size: null, problems: [broken(name)] };
}

function broken(file: string): Problem {
  const message = 'The size of this picture can’t be read: it may be broken';
  const hint = 'Open it in a program and save it anew.';
  return { code: 'picture-broken', severity: 'warning', message, hint, file, ...WHOLE };
}

/** `now` in ms since the epoch. */
interface PictureReading {
  readonly io: Io;
  readonly now: number;
}

/** Pictures in `_posts` and `_drafts`, at the places where they are published. */
export function picturesBeside(
  entries: readonly Entry[],
  config: Config,
  { io, now }: PictureReading,
): Outcome<readonly StaticFile[]> {
  const problems: Problem[] = [];
  const value = entries.flatMap((entry): readonly StaticFile[] => {
    const refused = refusal(entry, config, io);
    const path = besidePath(entry.path);
    if (refused !== null || checkOutput(path) !== null) {
      problems.push(refused ?? notAPicture(entry, 'This can’t be the name of a published file'));
      return [];
    }
    const found = withListed(entry.path, config, io, (opened) => {
      return {
        picture: readPicture(entry.path, opened.file),
        mark: markOf(opened, now),
        at: opened.path,
      };
    });
    if (found.kind === 'refused') problems.push(found.problem);
    if (found.kind !== 'ok') return [];
    const { picture, mark, at: file } = found.value;
    problems.push(...picture.problems);
    if (picture.isPicture) {
      const { size } = picture;
      const own = size === null ? null : { ...size, source: null };
      return [{ path, name: entry.path, text: null, file, mark, picture: own }];
    }
    problems.push(notAPicture(entry, 'The file has a picture’s name and is none'));
    return [];
  });
  return { value, problems };
}

/** Empty where the file may change unseen: what a link leads to changes without the link. */
export function markOf({ file, isLink }: OpenedFile, now: number): string {
  return isLink ? '' : stampText(trustedStamp(file.stat, now));
}

function notAPicture(entry: Entry, what: string): Problem {
  const message = `${what}, so it is not published`;
  const hint =
    'Beside posts only pictures are: JPEG, PNG, GIF, WebP and AVIF. Others belong into assets.';
  return setAside('picture-refused', entry, message, hint);
}
