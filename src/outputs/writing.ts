/** What writers of generated pages are given: the config, the stories' cards, and bodies. */

import { createZone, type Zone } from '../formats/dates/zone.js';
import type { Config } from '../model/config.js';
import type { GeneratedPage } from '../model/page.js';
import type { Post } from '../model/post.js';

export interface GeneratedSource {
  readonly config: Config;
  post(rank: number): Post | undefined;
  /**
   * A story's finished HTML for who reads it away from the site: every address in it whole, seen from
   * `url`, the story's own. Handed in, for the parser it takes is loaded where something is rendered.
   */
  content(rank: number, url: string): string;
  /** What a story says, for who searches it: each block on a line of its own. */
  text(rank: number): string;
  /** What a file of this build has that the page is made of. */
  made(output: string): Uint8Array;
  /** The address of the picture that a story's body shows first; null: it shows none. */
  pictureOf(post: Post): string | null;
}

export interface WriterContext extends GeneratedSource {
  readonly zone: Zone;
  /** `url` and `baseurl`; empty where there is no usable `url`. */
  readonly base: string;
  /** An address in the site made absolute; others stay. */
  absolute(url: string): string;
}

export function createWriterContext(source: GeneratedSource): WriterContext {
  const base = source.config.base ?? '';
  return {
    ...source,
    zone: createZone(source.config.timezone),
    base,
    absolute: (url) => (url.startsWith('/') ? base + url : url),
  };
}

/** The cards of a page's stories. */
export function storiesOf({ ranks }: GeneratedPage, { post }: WriterContext): readonly Post[] {
  return ranks.flatMap((rank) => post(rank) ?? []);
}
