/** What the writers of machine pages are given: the config, the stories' cards, and bodies. */
import { absoluteHtml } from '../../../content/html/absolute.js';
import { descriptionOf, headlineOf, imageOf, storyId } from '../../../content/story-facts.js';
import { createZone, type Zone } from '../../../content/zone.js';
import type { Config } from '../../../model/config.js';
import type { FeedEntry, FeedFile, MachinePage } from '../../../model/machine.js';
import type { Post } from '../../../model/post.js';

export interface MachineSource {
  readonly config: Config;
  post(rank: number): Post | undefined;
  /** Finished HTML, by rank. */
  content(rank: number): string;
  /** The address of the picture that a story's body shows first; null: it shows none. */
  pictureOf(post: Post): string | null;
}

export interface Writing extends MachineSource {
  readonly zone: Zone;
  /** `url` and `baseurl`; empty where there is no usable `url`. */
  readonly base: string;
  /** An address in the site made absolute; others stay. */
  absolute(url: string): string;
}

export function createWriting(source: MachineSource): Writing {
  const base = source.config.machines.base ?? '';
  return {
    ...source,
    zone: createZone(source.config.timezone),
    base,
    absolute: (url) => (url.startsWith('/') ? base + url : url),
  };
}

/** The cards of a page's stories. */
export function storiesOf({ ranks }: MachinePage, { post }: Writing): readonly Post[] {
  return ranks.flatMap((rank) => post(rank) ?? []);
}

/** A story as all three feed formats need it. */
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

export function feedStories(page: FeedFile, writing: Writing): readonly FeedStory[] {
  const { config, base, absolute, content } = writing;
  const ids = new Set<string>();
  return page.ranks.flatMap((rank, at) => {
    const post = writing.post(rank);
    if (post === undefined) return [];
    // Two stories may say they are one; a feed must not.
    const given = storyId(post.data, post.path);
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
        html: page.bodies ? absoluteHtml(content(rank), url, config.limits.nesting) : null,
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
