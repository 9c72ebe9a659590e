/** A site's stories as records for a search server: what a reader reads of each, and nothing is published. */
import { contentOf } from '../../formats/body/body-html.js';
import { bodySettings } from '../../formats/body/render-body.js';
import { SiteDate } from '../../formats/dates/site-date.js';
import { createZone } from '../../formats/dates/zone.js';
import { textLines } from '../../formats/html/plain-text.js';
import { standIns } from '../../formats/story-forms/stand-ins.js';
import { loadPost } from '../../incremental/source-files/load-post.js';
import type { Effects } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import type { Post } from '../../model/post.js';
import { byNamedList } from '../../model/term-types.js';
import { isSearched } from '../../outputs/search/search-segments.js';
import { descriptionOf } from '../../outputs/story-facts.js';
import { survey } from '../../pipeline/survey.js';
import { uuidOf } from '../../platform/digest.js';

/** As it is written in JSON: the same for the same story. */
export interface ExportedStory {
  /** A UUID of the story's path: servers take it as it is. */
  readonly id: string;
  readonly text: string;
}

/** Those that the site's own search would find, oldest first. Rejects with `SiteError` as a build does. */
export async function exportStories(
  options: BuildOptions,
  effects: Effects,
  take: (story: ExportedStory) => void,
): Promise<void> {
  const { config, parsed, found } = await survey(options, effects);
  const zone = createZone(config.timezone);
  const settings = bodySettings(config);
  const place = { io: effects.io, now: config.now };
  const textOf = (post: Post): string => {
    const loaded = loadPost(post, config, place);
    return loaded.kind === 'ok' ? textLines(contentOf(post, loaded.bytes, settings, standIns)) : '';
  };
  const shown = parsed.posts.filter((post) => found.files.has(post.path) && isSearched(post));
  const inOrder = [...shown].sort((a, b) => a.date - b.date || (a.path < b.path ? -1 : 1));
  for (const post of inOrder) {
    const record = {
      id: uuidOf(post.path),
      url: (config.base ?? config.baseurl) + post.url,
      title: post.title,
      summary: descriptionOf(post.data, post.summary),
      text: textOf(post),
      date: new SiteDate(post.date, zone).toJSON(),
      modified: new SiteDate(post.modified, zone).toJSON(),
      ...byNamedList(({ list }) => post[list]),
    };
    take({ id: record.id, text: JSON.stringify(record) });
  }
}
