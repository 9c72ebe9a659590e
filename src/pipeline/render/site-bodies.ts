/** Bodies of a site's posts for templates: those of this build, and others made again of their files. */
import {
  contentOf,
  excerptOf,
  type MakeHtml,
  type WrittenPart,
  writtenPart,
} from '../../formats/body/body-html.js';
import { type BodySettings, bodySettings } from '../../formats/body/render-body.js';
import type { FormLinks } from '../../formats/story-forms/replace-forms.js';
import type { BodyReader } from '../../incremental/body-pack.js';
import { loadPost } from '../../incremental/source-files/load-post.js';
import type { JobPlace } from '../../model/job.js';
import type { Post } from '../../model/post.js';
import { type Problem, SiteError, WHOLE } from '../../model/problem.js';
import { digest } from '../../platform/digest.js';
import { lazy } from '../../platform/lazy.js';
import type { Bodies } from '../../theme/views/views.js';
import type { PackedSite } from './site-pack.js';

export interface BodySources {
  readonly place: JobPlace;
  readonly reader: BodyReader;
  readonly links: FormLinks;
  /** Gets the posts whose files are not what their cards say. */
  readonly moved: Set<string>;
}

export interface StoredBodies extends Bodies {
  /** A part of a story as it is written, for those that run; null: there is none. */
  written(rank: number, part: keyof Bodies): WrittenPart | null;
}

/**
 * A body that wasn't parsed in this build is made again of its file. Should that have gone since, or
 * changed, the post is named as moved: a page of an old card and a new text is never published.
 */
export function bodiesOf(
  { site, body }: PackedSite,
  { place, reader, links, moved }: BodySources,
): StoredBodies {
  const settings = lazy(() => bodySettings(place.config));
  const remade = <T>(
    post: Post | undefined,
    none: T,
    make: (post: Post, bytes: Uint8Array, settings: BodySettings) => T,
  ): T => {
    if (post === undefined) return none;
    const loaded = loadPost(post, place.config, { io: place.io, now: place.began });
    // Without its body no page is published, and the site stays as it was.
    if (loaded.kind === 'fail' && loaded.passing) throw unreadable(loaded.problem);
    if (loaded.kind === 'ok' && digest(loaded.bytes) === post.digest)
      return make(post, loaded.bytes, settings());
    moved.add(post.path);
    return none;
  };
  const html = (rank: number, make: MakeHtml, asked = links): string =>
    remade(site.posts[rank], '', (post, bytes, its) => make(post, bytes, its, asked));
  const recent = new RecentBodies();
  const content = (rank: number): string => {
    const before = recent.of(rank);
    if (before !== undefined) return before;
    let hasForms = false;
    const made = html(rank, contentOf, (...form) => {
      hasForms = true;
      return links(...form);
    });
    // What a form reads is read by each page that shows the story.
    if (!hasForms) recent.add(rank, made);
    return made;
  };
  return {
    content(rank) {
      const ref = body(rank);
      return ref === null ? content(rank) : reader.read(ref);
    },
    excerpt: (rank) => html(rank, excerptOf),
    written: (rank, part) =>
      remade<WrittenPart | null>(site.posts[rank], null, (post, bytes, its) =>
        writtenPart(part, post, bytes, its),
      ),
  };
}

/** Characters of bodies that stay at hand. */
const RECENT = 1 << 21;

/** The bodies that were made last: the formats of a feed show the same ones. */
class RecentBodies {
  /** By rank, the oldest first. */
  readonly #bodies = new Map<number, string>();
  #size = 0;

  of(rank: number): string | undefined {
    return this.#bodies.get(rank);
  }

  add(rank: number, body: string): void {
    this.#bodies.set(rank, body);
    this.#size += body.length;
    for (const [oldest, text] of this.#bodies) {
      if (this.#size <= RECENT) break;
      this.#bodies.delete(oldest);
      this.#size -= text.length;
    }
  }
}

function unreadable({ message, hint = '', file = '' }: Problem): SiteError {
  const code = 'body-unreadable';
  const what = `${message} while its page is made: ${file}`;
  return new SiteError([{ code, severity: 'error', message: what, hint, file, ...WHOLE }]);
}
