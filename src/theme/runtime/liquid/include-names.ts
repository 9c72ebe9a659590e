/** Names of included files that are known while a page is rendered. */

import { liquidMember } from './liquid-members.js';
import { rubyText } from './liquid-text.js';

/** A name that is put together, below a folder; empty where it leads out of it. */
export function includeName(folder: unknown, name: unknown): string {
  const file = rubyText(name).trim();
  return isInside(file) ? `${rubyText(folder)}${withoutRoot(file)}` : file;
}

/** As Ruby joins paths, a slash at the start of a name means nothing. */
export function withoutRoot(file: string): string {
  return file.replace(/^\//, '');
}

/** Jekyll refuses two dots or slashes together, wherever they lead. */
function isInside(file: string): boolean {
  return !/[./]{2,}/.test(file);
}

/** Where files beside pages are among the templates. */
export const BESIDE = 'beside:';

/** A file of the folder that the page's own file is in. */
export function besidePage(page: unknown, name: unknown): string {
  const file = rubyText(name).trim();
  const path = rubyText(liquidMember(page, 'path'));
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  return isInside(file) ? `${BESIDE}${folder}${withoutRoot(file)}` : file;
}
