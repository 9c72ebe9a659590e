/** Where copied files are. */
import { join } from 'node:path';
import { type OutputPlace, urlPath } from '../../formats/urls/permalink.js';
import type { PictureRecipe } from '../../model/page.js';
import type { StaticFile } from '../../model/source.js';

/** Where a copy of a picture is kept between builds; `folder` is absolute. */
export function copyPlace(folder: string, { key, format }: PictureRecipe): string {
  return join(folder, `${key}.${format}`);
}

/** Of folders that only stories lie in. */
const STORIES = /(^|\/)_(?:posts|drafts)\//;

/** Where a picture beside a story goes: its address stays when the story's changes. */
export function besidePath(path: string): string {
  return path.replace(STORIES, '$1pictures/');
}

/** Whether a file lies beside stories. */
export function isBeside({ name }: Pick<StaticFile, 'name'>): boolean {
  return STORIES.test(name);
}

/** A file keeps its path. */
export function staticPlace({ path }: Pick<StaticFile, 'path'>): OutputPlace {
  return { url: `/${urlPath(path)}`, output: path };
}
