/**
 * The site's `baseurl` in front of paths that stories write: once, whether or not the writer has
 * thought of it.
 */
import { encodeUrl } from './addresses.js';
import { decodeOnce } from './paths.js';

const DOTS = /[/\\](?:\.|%2e){1,2}(?:[/\\]|$)/i;

/**
 * A path that starts with `/` (no `?` or `#` in it), below `baseurl`; null where it is there already,
 * as where there is no `baseurl`. Whole segments count, encoded or not: `/a` is no part of `/ab/x`.
 */
export function belowBaseurl(path: string, baseurl: string): string | null {
  if (baseurl === '' || hasBaseurl(path, baseurl)) return null;
  return `${encodeUrl(baseurl)}${withoutDots(path)}`;
}

export function hasBaseurl(path: string, baseurl: string): boolean {
  const base = segmentsOf(baseurl);
  const written = segmentsOf(withoutDots(path));
  return base.every((segment, at) => written[at] === segment);
}

/** `path` without the `baseurl` that it has. */
export function withoutBaseurl(path: string, baseurl: string): string {
  const rest = path.split('/').slice(baseurl.split('/').length);
  return `/${rest.join('/')}`;
}

function segmentsOf(path: string): readonly string[] {
  return path.split(/[/\\]/).slice(1).map(decodeOnce);
}

/** As browsers resolve `.` and `..`, which would else lead out of what is put in front. */
function withoutDots(path: string): string {
  if (!DOTS.test(path)) return path;
  const kept: string[] = [];
  const parts = path.split(/[/\\]/).slice(1);
  for (const [at, part] of parts.entries()) {
    const name = part.replace(/%2e/gi, '.');
    const isDots = name === '.' || name === '..';
    if (name === '..') kept.pop();
    if (!isDots) kept.push(part);
    else if (at === parts.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}
