/**
 * The path that a request's target names, before any file is read: decoded once, and refused when it
 * could mean a place outside the site. Pure.
 */

export type Target =
  | {
      readonly kind: 'path';
      /** Decoded; none is empty, `.` or `..`. */
      readonly segments: readonly string[];
      /** It ends with a slash. */
      readonly isFolder: boolean;
      /** With its `?`, or empty. */
      readonly query: string;
    }
  /** Nothing that a site has can have such a name. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'malformed' };

const MALFORMED: Target = { kind: 'malformed' };

/** A target as it came over the wire: `/a/b.html?c`. Other forms (`*`, `http://…`) are malformed. */
export function parseTarget(target: string): Target {
  const end = target.search(/[?#]/);
  const path = end < 0 ? target : target.slice(0, end);
  const query = /^\?[^#]*/.exec(end < 0 ? '' : target.slice(end))?.[0] ?? '';
  if (!path.startsWith('/')) return MALFORMED;
  const isFolder = path.endsWith('/');
  const written = path === '/' ? [] : path.slice(1, isFolder ? -1 : undefined).split('/');
  const segments = written.map(decoded);
  if (!segments.every((segment) => segment !== null)) return MALFORMED;
  // An empty segment is how `//evil.example` begins. Names with a dot in front are never published.
  if (segments.some((segment) => segment === '' || segment.startsWith('.')))
    return segments.some(isDots) ? MALFORMED : { kind: 'missing' };
  return { kind: 'path', segments, isFolder, query };
}

function isDots(segment: string): boolean {
  return segment === '.' || segment === '..';
}

/** Null for what no name can be: broken encoding, control characters, either slash. */
function decoded(segment: string): string | null {
  try {
    const text = decodeURIComponent(segment);
    return /[\p{Cc}/\\]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The segments of a `baseurl`, which is written as it stands in addresses. */
export function baseSegments(baseurl: string): readonly string[] {
  const written = baseurl.split('/').filter((segment) => segment !== '');
  return written.map((segment) => decoded(segment) ?? segment);
}

/** The address of a folder: always of this site, whatever the request was. */
export function folderAddress(segments: readonly string[], query = ''): string {
  return `${['', ...segments.map(encodeURIComponent)].join('/')}/${query}`;
}
