/**
 * The picture that a story or page has as its own, by `image` or as the first of its text: lists, feeds and
 * sitemaps show it as well, and whoever mends its address does so in that file.
 */
import { decodeOnce } from '../formats/urls/paths.js';
import type { FrontMatterFields } from '../model/front-matter-keys.js';
import type { Page } from '../model/page.js';
import { imageOf, writtenImage } from '../outputs/story-facts.js';
import { lazy } from '../platform/lazy.js';
import type { MeaningOf } from './address-meaning.js';
import { type CheckedSite, documentOf } from './checked-site.js';

export interface OwnPicture {
  /** Of the source, relative to it. */
  readonly file: string;
  /** As the file has it, and decoded; where the config has it for all stories, the file has neither. */
  readonly words: readonly [written: string, decoded: string];
}

/**
 * Of which files the picture at a path is that nothing answers (percent-encoded, without `baseurl`): of those
 * of the pages, else of any story.
 */
export type OwnPictures = (path: string, pages: readonly Page[]) => readonly OwnPicture[];

interface PictureOwner {
  readonly path: string;
  readonly url: string;
  readonly output: string;
  readonly fields: FrontMatterFields;
  /** The first of its text, as it is written. */
  readonly inBody: string | null;
}

export function createOwnPictures(checked: CheckedSite, meaningOf: MeaningOf): OwnPictures {
  const { site, config } = checked;
  const base = config.base ?? '';
  const pathOf = ({ url, output, fields, inBody }: PictureOwner): string | null => {
    if (inBody === null && fields['image'] === undefined) return null;
    const address = imageOf(fields, inBody, { base, page: base + url });
    const meaning = address === null ? null : meaningOf(address, { output, url, base: null });
    return meaning?.kind === 'dead' ? meaning.path : null;
  };
  const storyAt = (rank: number): PictureOwner | null => {
    const post = site.posts[rank];
    if (post === undefined) return null;
    const { path, url, output, facts: fields, image: inBody } = post;
    return { path, url, output, fields, inBody };
  };
  const ranks = lazy(() => {
    const found = new Map<string, number[]>();
    for (let rank = 0; rank < site.posts.length; rank++) {
      const holder = storyAt(rank);
      const path = holder === null ? null : pathOf(holder);
      if (path !== null) found.set(path, [...(found.get(path) ?? []), rank]);
    }
    return found;
  });
  const holderOf = (page: Page): PictureOwner | null => {
    if (page.kind === 'post') return storyAt(page.rank);
    const document = page.kind === 'document' ? documentOf(page, site) : undefined;
    return document === undefined ? null : { ...document, fields: document.data, inBody: null };
  };
  return (path, pages) => {
    const own = pages.map(holderOf).filter((one) => one !== null && pathOf(one) === path);
    const found = own.length > 0 ? own : (ranks().get(path) ?? []).map(storyAt);
    return found.flatMap((one) => (one === null ? [] : [pictureIn(one)]));
  };
}

function pictureIn({ path: file, fields, inBody }: PictureOwner): OwnPicture {
  const written = writtenImage(fields) ?? inBody ?? '';
  return { file, words: [written, decodeOnce(written)] };
}
