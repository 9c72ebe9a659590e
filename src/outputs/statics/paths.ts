/** Where copied files are. */
import { type OutputPlace, urlPath } from '../../formats/urls/permalink.js';
import type { StaticFile } from '../../model/source.js';

/** A file keeps its path. */
export function staticPlace({ path }: Pick<StaticFile, 'path'>): OutputPlace {
  return { url: `/${urlPath(path)}`, output: path };
}
