/**
 * Pictures that lie beside a story and that it names by their path from itself: where the story goes to
 * another folder they go with it, so that those names lead on. All paths are below the source.
 */
import path from 'node:path';
import { PICTURE_NAME } from '../../formats/pictures/picture-kind.js';
import { decodeOnce } from '../../formats/urls/paths.js';
import type { Effects } from '../../model/io.js';
import { besidePath } from '../../outputs/statics/paths.js';
import { linkFile } from '../../platform/new-file.js';
import { bytesOfFile } from '../../platform/regular-file.js';
import { type DeskSite, type StoryFile, shownPath, taken } from './desk-site.js';
import { textsNaming } from './naming-stories.js';

interface PictureMove {
  readonly here: string;
  readonly there: string;
}

export interface StoryPictures {
  readonly moving: readonly PictureMove[];
  /** Other stories or drafts name them as well: they stay. */
  readonly shared: readonly string[];
  /** They lie outside of the folders of stories, or would come to lie there: they stay. */
  readonly elsewhere: readonly string[];
}

/** Of a story that goes to `target`. Throws `SiteError` where a picture of the same name is there, and is another. */
export function picturesOf(
  story: StoryFile,
  target: string,
  desk: DeskSite,
  effects: Effects,
): StoryPictures {
  const named = namedMoves(story, target, desk).filter(({ here, there }) => {
    const before = bytesAt(there, desk);
    if (before === null) return true;
    if (bytesAt(here, desk)?.equals(before) === false) throw taken(there);
    return false;
  });
  const isBeside = ({ here, there }: PictureMove): boolean =>
    [here, there].every((file) => file.split('/').some(isStoriesFolder));
  const beside = named.filter(isBeside);
  const shared = sharedOf(beside, story, desk, effects);
  return {
    moving: beside.filter(({ here }) => !shared.includes(here)),
    shared,
    elsewhere: named.filter((one) => !isBeside(one)).map(({ here }) => here),
  };
}

/** The story is moved by `act`; at no instant is one of its pictures nowhere. */
export function withPictures<Result>(
  moves: readonly PictureMove[],
  { config, io }: DeskSite,
  act: () => Result,
): Result {
  const placed: string[] = [];
  let result: Result;
  try {
    for (const { here, there } of moves) {
      const to = path.join(config.source, there);
      if (!linkFile(path.join(config.source, here), to, io)) throw taken(there);
      placed.push(to);
    }
    result = act();
  } catch (error) {
    for (const file of placed) io.removeFile(file);
    throw error;
  }
  for (const { here } of moves) {
    io.removeFile(path.join(config.source, here));
    let folder = path.dirname(here);
    while (!isStoriesFolder(folder) && io.removeEmptyFolder(path.join(config.source, folder))) {
      folder = path.dirname(folder);
    }
  }
  return result;
}

/** What became of the pictures, for people. */
export function pictureNotes(
  { moving, shared, elsewhere }: StoryPictures,
  target: string,
  desk: DeskSite,
): readonly string[] {
  const shown = (files: readonly string[]): string =>
    files.map((file) => shownPath(file, desk)).join(', ');
  const folder = shownPath(path.posix.dirname(target), desk);
  const fromTop = elsewhere.map((file) => `/${file}`).join(', ');
  return [
    ...(moving.length > 0 ? [`Moved with it: ${shown(moving.map(({ there }) => there))}`] : []),
    ...(shared.length > 0
      ? [
          `Pictures that other stories show as well stayed: ${shown(shared)}. Copy them below ${folder}, as they lay beside it`,
        ]
      : []),
    ...(elsewhere.length > 0
      ? [`Pictures outside of its folder stayed: ${shown(elsewhere)}. Write ${fromTop} in it`]
      : []),
  ];
}

/** Where a name may have blanks: between angle brackets or quotes, and behind a key. */
const ENCLOSED: readonly RegExp[] = [
  /(?<=<)[^<>\n]+(?=>)/g,
  /(?<=")[^"\n]+(?=")/g,
  /(?<=')[^'\n]+(?=')/g,
  /(?<=:)[ \t][^\n]+/g,
];

function wordsIn(text: string): readonly string[] {
  const enclosed = ENCLOSED.flatMap((form) => text.match(form) ?? []);
  return [...enclosed.map((one) => one.trim()), ...text.split(/[\s<>"'()[\]{},]+/)];
}

function pictureNamesIn(text: string): readonly string[] {
  const names = wordsIn(text).filter((word) => PICTURE_NAME.test(word));
  return [...new Set(names.map(decodeOnce))];
}

/** Pictures that the story names by their path from itself, and where that path leads from the target. */
function namedMoves(
  { path: file, text }: StoryFile,
  target: string,
  desk: DeskSite,
): readonly PictureMove[] {
  const [from, to] = [path.posix.dirname(file), path.posix.dirname(target)];
  const moves = pictureNamesIn(text)
    .filter((name) => !/^\/|:|\0/.test(name))
    .map((name) => ({ here: path.posix.join(from, name), there: path.posix.join(to, name) }));
  const known = new Map(moves.map((move) => [move.here, move]));
  return [...known.values()].filter(
    ({ here, there }) => here !== there && !here.startsWith('..') && isFile(here, desk),
  );
}

/** Those that another story or draft names: by their path from it or from the top, or by their address. */
function sharedOf(
  moves: readonly PictureMove[],
  story: StoryFile,
  desk: DeskSite,
  effects: Effects,
): readonly string[] {
  if (moves.length === 0) return [];
  const bases = moves.map(({ here }) => path.posix.basename(here));
  const others = textsNaming([...new Set(bases)], desk, effects);
  const named = others.flatMap(({ path: file, text }) => {
    if (file === story.path) return [];
    return pictureNamesIn(text).flatMap((name) => [
      name,
      path.posix.join(path.posix.dirname(file), name),
    ]);
  });
  return moves
    .map(({ here }) => here)
    .filter((here) => named.some((name) => isNamed(here, name) || isNamed(besidePath(here), name)));
}

/** As it is, or at the end of an address. */
function isNamed(file: string, words: string): boolean {
  return words === file || words.endsWith(`/${file}`);
}

function isStoriesFolder(file: string): boolean {
  return /^_(?:posts|drafts)$/.test(path.posix.basename(file));
}

function isFile(file: string, { config, io }: DeskSite): boolean {
  return io.stat(path.join(config.source, file))?.kind === 'file';
}

/** Null: no file is there. */
function bytesAt(file: string, desk: DeskSite): Buffer | null {
  return isFile(file, desk) ? bytesOfFile(path.join(desk.config.source, file), desk.io) : null;
}
