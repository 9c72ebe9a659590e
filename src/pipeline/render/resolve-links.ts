/**
 * Links and pictures of stories and pages, with the addresses that their targets have in this build.
 * Bodies keep what was written; what is asked for here is traced, so that a target that moves, comes
 * or goes mends the pages that link to it.
 */
import { type Exchange, exchangeAddresses } from '../../formats/html/exchange.js';
import type { FormLinks } from '../../formats/story-forms/replace-forms.js';
import { encodeUrl } from '../../formats/urls/addresses.js';
import { type LinkHolder, type LinkTargets, linkAddress } from '../../formats/urls/links.js';
import { isMap } from '../../model/data.js';
import type { Post } from '../../model/post.js';
import type { Document, Site } from '../../model/site.js';
import { createFormTargets } from '../../outputs/posts/form-links.js';
import { createSourceAddresses } from '../../outputs/source-addresses.js';
import { FETCHED, fetchedPicture, isWhole } from '../../outputs/statics/fetched-pictures.js';
import type { FindPicture } from '../../theme/filters/picture-filters.js';
import { storyUrl } from '../../theme/filters/url-filters.js';
import type { DependencyRecorder } from '../../theme/views/dependencies.js';
import type { Bodies } from '../../theme/views/views.js';
import { type PagePictures, sourceSets } from './pictures/page-pictures.js';

export interface Links {
  /** Finished HTML of a story. */
  inStory(post: Pick<Post, 'path' | 'url'>, html: string): string;
  /** Of a page's own text, before its layout. */
  inPage(page: Pick<Document, 'path' | 'url' | 'output' | 'markdown'>, html: string): string;
  /** The address of the picture that a story's body shows first; null: it shows none. */
  picture(post: Pick<Post, 'path' | 'image'>): string | null;
  /** The address of a file that a story names; null: what it writes is none of the site's. */
  home: (written: string, post: Pick<Post, 'path'>) => string | null;
  /** A picture that a story's front matter names. */
  shownPicture: FindPicture;
}

/** Files that the links of one story may name; what is named beyond stays as it is written. */
const MOST_FILES = 1000;
/** Units that addresses may add to a story, besides twice its own: one long address, linked to 100,000 times. */
const MOST_ADDED = 1_000_000;

export function createLinks(site: Site, reads: DependencyRecorder, pictures: PagePictures): Links {
  const targets = tracedTargets(site, reads);
  const homeOf = tracedFetched(site, reads);
  const linkOf = (path: string, holder: LinkHolder, to: LinkTargets): Exchange => {
    const place = { holder, folder: path.slice(0, path.lastIndexOf('/') + 1) };
    return (written) => {
      const home = isWhole(written) ? homeOf(written) : null;
      return home === null ? linkAddress(written, place, to) : encodeUrl(to.baseurl() + home);
    };
  };
  // Most sites have fetched none, and most stories have no address that another takes the place of.
  const hasFetched = isMap(site.data[FETCHED]);
  return {
    inStory({ path, url }, html) {
      const exchange = linkOf(path, 'story', fewFiles(targets));
      const linked = exchangeAddresses(
        html,
        limited(exchange, 2 * html.length + MOST_ADDED),
        hasFetched,
      );
      return pictures.sized(linked, url);
    },
    inPage({ path, url, output, markdown }, html) {
      if (!/\.x?html?$/i.test(output)) return html;
      const holder = markdown ? 'markdown-page' : 'html-page';
      return pictures.sized(exchangeAddresses(html, linkOf(path, holder, targets)), url);
    },
    picture({ path, image }) {
      return image === null ? null : (linkOf(path, 'story', targets)(image) ?? image);
    },
    home: (written, { path }) => linkOf(path, 'story', targets)(written),
    shownPicture(written, { path, url: page }) {
      const found = linkOf(path, 'story', targets)(written);
      const src = found ?? storyUrl(written, { url: '', baseurl: targets.baseurl() });
      const facts = pictures.at(src, page);
      const known = facts ?? { width: null, height: null, share: null, url: null };
      const { width, height, share, url: own } = known;
      const none = { all: '', avif: '' };
      const sets = facts === null ? none : sourceSets(facts, src, targets.baseurl());
      return { src, srcset: sets.all, avif: sets.avif, width, height, share: share?.url ?? own };
    },
  };
}

/**
 * The files of pictures that were fetched. Whether any were is one read of all pages that show others'
 * pictures; which, one of each address.
 */
function tracedFetched(
  { data }: Site,
  reads: DependencyRecorder,
): (address: string) => string | null {
  return (address) => {
    reads.record(`data? ${JSON.stringify([FETCHED])}`);
    if (!isMap(data[FETCHED])) return null;
    reads.record(`data ${JSON.stringify([FETCHED, address])}`);
    return fetchedPicture(data, address);
  };
}

function tracedTargets(site: Site, reads: DependencyRecorder): LinkTargets {
  const { markdownExtensions, baseurl } = site.config;
  const addressOf = createSourceAddresses(site);
  return {
    markdownExtensions,
    baseurl() {
      reads.record('config baseurl');
      return baseurl;
    },
    addressOf(source) {
      reads.record(`source ${source}`);
      return addressOf(source);
    },
  };
}

/** Of `link` and `post_url` in stories and pages: with `baseurl`, as Jekyll 4 has them. */
export function createFormLinks(site: Site, reads: DependencyRecorder): FormLinks {
  const targets = createFormTargets(site, (path) => {
    reads.record(`source ${path}`);
    return addressOf(path);
  });
  const addressOf = createSourceAddresses(site);
  return (form, name) => {
    // A name with several lines is no file's, and would be several reads.
    if (name.includes('\n')) return null;
    if (form === 'post_url') reads.record(`post_url ${name}`);
    const address = targets[form](name);
    if (address === null) return null;
    reads.record('config baseurl');
    return encodeUrl(site.config.baseurl + address);
  };
}

/** For one story: each file named is remembered with its page. */
function fewFiles(targets: LinkTargets): LinkTargets {
  const named = new Set<string>();
  return {
    ...targets,
    addressOf(source) {
      if (named.size >= MOST_FILES && !named.has(source)) return null;
      named.add(source);
      return targets.addressOf(source);
    },
  };
}

/** `most`: units that may be added. */
function limited(exchange: Exchange, most: number): Exchange {
  let room = most;
  return (written) => {
    const after = exchange(written);
    room -= Math.max(0, (after ?? written).length - written.length);
    return room < 0 ? null : after;
  };
}

/** Bodies as pages and feeds show them. */
export function linkedBodies({ content, excerpt }: Bodies, links: Links, site: Site): Bodies {
  const linked = (rank: number, html: string): string => {
    const post = site.posts[rank];
    return post === undefined ? html : links.inStory(post, html);
  };
  return {
    content: (rank) => linked(rank, content(rank)),
    excerpt: (rank) => linked(rank, excerpt(rank)),
  };
}
