/** Stories as every feed format needs them. */
import { descriptionOf, headlineOf, imageOf, jekyllId, storyId } from '../story-facts.js';
import type { WriterContext } from '../writing.js';
import type { FeedEntry, FeedFile } from './types.js';

export interface FeedStory extends FeedEntry {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** Plain text. */
  readonly summary: string;
  /** Null in feeds of summaries. */
  readonly html: string | null;
  readonly image: string | null;
  /** Milliseconds since the epoch. */
  readonly published: number;
  readonly updated: number;
}

export function feedStories(page: FeedFile, writing: WriterContext): readonly FeedStory[] {
  const { base, absolute, content } = writing;
  const ids = new Set<string>();
  const isJekylls = writing.config.syntax === 'liquid';
  return page.ranks.flatMap((rank, at) => {
    const post = writing.post(rank);
    if (post === undefined) return [];
    // Two stories may say they are one; a feed must not.
    const given = isJekylls ? absolute(jekyllId(post)) : storyId(post.data, post.path);
    const id = ids.has(given) ? storyId({}, post.path) : given;
    ids.add(id);
    const url = absolute(post.url);
    const { authors = [], categories = [] } = page.entries[at] ?? {};
    return [
      {
        authors,
        categories,
        id,
        url,
        title: headlineOf(post.title, post.summary, url),
        summary: descriptionOf(post.data, post.summary),
        html: page.bodies ? content(rank, url) : null,
        image: imageOf(post.data, writing.pictureOf(post), { base, page: url }),
        published: post.date,
        updated: post.modified,
      },
    ];
  });
}

/** Of the newest entry; a feed without any has never changed. */
export function newestOf(stories: readonly FeedStory[]): number {
  return stories.reduce((newest, story) => Math.max(newest, story.updated), 0);
}
