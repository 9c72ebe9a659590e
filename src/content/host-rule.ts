/**
 * How static hosts find the file of an address: the file itself, the file with `.html`, a folder's
 * `index.html`. One rule for all: `finews serve` answers by it, organise and plan compare outputs by
 * it. nginx has the same in `try_files $uri $uri.html $uri/index.html`.
 */
import { type Place, urlPath } from './permalink.js';

/** A file that may answer an address. */
export interface Candidate {
  /** Below the destination, decoded, without a leading slash. */
  readonly output: string;
  /** In a folder of the address' name: hosts lead to the address with a slash first. */
  readonly inFolder: boolean;
}

/** In the order in which hosts look for them; `segments` as `parseTarget` gives them. */
export function candidatesOf({
  segments,
  isFolder,
}: {
  readonly segments: readonly string[];
  readonly isFolder: boolean;
}): readonly Candidate[] {
  const index = { output: [...segments, 'index.html'].join('/'), inFolder: !isFolder };
  if (isFolder) return [index];
  const output = segments.join('/');
  return [{ output, inFolder: false }, { output: `${output}.html`, inFolder: false }, index];
}

/**
 * The file that would answer a place's address before its own output does (`feed.xml` for `/feed.xml`
 * at `feed.xml.html`), decoded; null: hosts ask for the output first. An archive has many places, so
 * nothing is decoded here: what the output has and its address hasn't is an ending.
 */
export function fileBefore({ url, output }: Place): string | null {
  if (url.endsWith('/')) return null;
  const dot = output.lastIndexOf('.');
  if (dot <= output.lastIndexOf('/')) return null;
  return url.endsWith(urlPath(output.slice(dot))) ? null : output.slice(0, dot);
}
