/**
 * Links and pictures of stories and pages, with the addresses that their targets have in this build.
 * Bodies keep what was written; what is asked for here is traced, so that a target that moves, comes
 * or goes mends the pages that link to it.
 */
import { exchangeAddresses } from '../../content/html/exchange.js';
import { type LinkHolder, type LinkTargets, linkAddress } from '../../content/links.js';
import { createSourceAddresses } from '../../content/source-addresses.js';
import type { Post } from '../../model/post.js';
import type { Document, Site } from '../../model/site.js';
import type { Reads } from '../../theme/reads.js';
import type { Bodies } from '../../theme/views.js';

export interface Links {
  /** Finished HTML of a story. */
  inStory(post: Pick<Post, 'path'>, html: string): string;
  /** Of a page's own text, before its layout. */
  inPage(page: Pick<Document, 'path' | 'output' | 'markdown'>, html: string): string;
  /** The address of the picture that a story's body shows first; null: it shows none. */
  picture(post: Pick<Post, 'path' | 'image'>): string | null;
}

export function createLinks(site: Site, reads: Reads): Links {
  const { markdownExtensions, baseurl } = site.config;
  const addressOf = createSourceAddresses(site);
  const targets: LinkTargets = {
    markdownExtensions,
    baseurl() {
      reads.note('config baseurl');
      return baseurl;
    },
    addressOf(source) {
      reads.note(`source ${source}`);
      return addressOf(source);
    },
  };
  const moved = (written: string, path: string, holder: LinkHolder): string | null =>
    linkAddress(written, { holder, folder: path.slice(0, path.lastIndexOf('/') + 1) }, targets);
  return {
    inStory: ({ path }, html) =>
      exchangeAddresses(html, (written) => moved(written, path, 'story')),
    inPage({ path, output, markdown }, html) {
      if (!/\.x?html?$/i.test(output)) return html;
      const holder = markdown ? 'markdown-page' : 'html-page';
      return exchangeAddresses(html, (written) => moved(written, path, holder));
    },
    picture: ({ path, image }) => (image === null ? null : (moved(image, path, 'story') ?? image)),
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
