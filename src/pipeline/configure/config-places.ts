/** Where the config's keys stand: found when there is something to tell of one. */

import { type KeyPart, keyPlaceIn } from '../../formats/front-matter/key-place.js';
import type { Data } from '../../model/data.js';
import { type Problem, WHOLE } from '../../model/problem.js';
import { codeFrame } from '../../problems/code-frame.js';

/** A file as the user named it. */
export interface ConfigFile {
  readonly name: string;
  readonly text: string;
  readonly map: Data;
}

export type ConfigPlace = Required<Pick<Problem, 'file' | 'line' | 'column'>> &
  Pick<Problem, 'frame'>;

/** Keys at the top, and those in their maps, as `feed.path`. */
export interface KeyPlaces {
  /** Undefined: no file has the key. */
  get(key: string, part?: KeyPart): ConfigPlace | undefined;
  /** The same, or of the map that the key would be in. */
  near(key: string, part?: KeyPart): ConfigPlace | undefined;
  /** What stands at a key's value, to the end of the line; empty: nobody knows. */
  written(key: string): string;
}

export const NOWHERE: KeyPlaces = {
  get: () => undefined,
  near: () => undefined,
  written: () => '',
};

/** Jekyll's own key for patterns, where finews' aren't given. */
const THEIRS = 'jekyll-archives.permalinks';

/** `files`: those that win first. */
export function keyPlaces(files: readonly ConfigFile[]): KeyPlaces {
  const get: KeyPlaces['get'] = (key, part) => {
    for (const file of files) {
      const place = placeIn(file, key, part);
      if (place !== undefined) return place;
    }
    return undefined;
  };
  return {
    get,
    written(key) {
      const place = get(key);
      const text = files.find(({ name }) => name === place?.file)?.text ?? '';
      return (text.split('\n')[(place?.line ?? 0) - 1] ?? '').slice((place?.column ?? 1) - 1);
    },
    near: (key, part) =>
      get(key, part) ??
      get(key.split('.', 1)[0] ?? key, part) ??
      get(`${THEIRS}.${key.replace('_permalink', '')}`, part),
  };
}

/** Problems in the order in which their places are read: of files, and of lines. */
export function inReadingOrder(
  problems: readonly Problem[],
  files: readonly string[],
): readonly Problem[] {
  const placeOf = ({ file = '' }: Problem): number => files.indexOf(file);
  return [...problems].sort(
    (a, b) =>
      placeOf(a) - placeOf(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

/** Where nobody looks for a key, as between braces over several lines, it is the whole file's. */
function placeIn(
  { name, text, map }: ConfigFile,
  key: string,
  part?: KeyPart,
): ConfigPlace | undefined {
  const isTop = map[key] !== undefined;
  const place = keyPlaceIn(text, isTop ? [key] : key.split('.'), part);
  if (place === null) return isTop ? { file: name, ...WHOLE } : undefined;
  const { line, column } = place;
  return { file: name, line, column, frame: codeFrame(text, line, column) };
}
