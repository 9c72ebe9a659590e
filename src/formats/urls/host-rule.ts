/**
 * How static hosts find the file of an address: the file itself, the file with `.html`, a folder's
 * `index.html`. One rule for all: `finews serve` answers by it, organise and plan compare outputs by
 * it. nginx has the same in `try_files $uri $uri.html $uri/index.html`.
 */
import { type OutputPlace, urlPath } from './permalink.js';

/** A file that may answer an address. */
export interface FileCandidate {
  /** Below the destination, decoded, without a leading slash. */
  readonly output: string;
  /** In a folder of the address' name: hosts lead to the address with a slash first. */
  readonly inFolder: boolean;
}

/** In the order in which hosts try them; `segments` as `parseTarget` gives them. */
export function candidatesOf({
  segments,
  isFolder,
}: {
  readonly segments: readonly string[];
  readonly isFolder: boolean;
}): readonly FileCandidate[] {
  const index = { output: [...segments, 'index.html'].join('/'), inFolder: !isFolder };
  if (isFolder) return [index];
  const output = segments.join('/');
  return [{ output, inFolder: false }, { output: `${output}.html`, inFolder: false }, index];
}

/**
 * The ending that a place's output has and its address hasn't; empty: none. The file without it would
 * answer the address before the output does (`feed.xml` for `/feed.xml` at `feed.xml.html`). An
 * archive has many places, so nothing is decoded here.
 */
export function hiddenEnding({ url, output }: OutputPlace): string {
  if (url.endsWith('/')) return '';
  if (output.endsWith('.html')) return url.endsWith('.html') ? '' : '.html';
  const dot = output.lastIndexOf('.');
  if (dot <= output.lastIndexOf('/')) return '';
  const ending = output.slice(dot);
  return url.endsWith(urlPath(ending)) ? '' : ending;
}

/** The file that would answer a place's address before its own; null: hosts ask for that first. */
export function fileBefore(place: OutputPlace): string | null {
  const ending = hiddenEnding(place);
  return ending === '' ? null : place.output.slice(0, -ending.length);
}
