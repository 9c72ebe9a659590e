/**
 * One story file, in whichever thread: its HTML goes to the body pack at once, so that memory holds
 * cards only.
 */
import { cardText } from '../../content/card.js';
import { readingOf } from '../../content/look.js';
import { createMarkdown } from '../../content/markdown.js';
import type { Settings } from '../../model/config.js';
import type { Problem } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import type { BodyRef, Seen, StoryDone } from '../../model/story.js';
import { sitePattern } from './address.js';
import { parsePost, type RawPost } from './post.js';
import { type ParseSettings, pageSettings } from './settings.js';

/** A story's bytes, and how the file looked when they were read. */
export interface LoadedStory extends RawPost {
  /** Null where that can't be trusted to tell a change. */
  readonly seen: Seen | null;
}

/** What parsing asks of the outside. */
export interface StoryAccess {
  /** Null: the file is gone. */
  load(file: PostFile): LoadedStory | Problem | null;
  store(html: string): BodyRef;
}

export function parseSettings(config: Settings): ParseSettings {
  return {
    ...pageSettings(config),
    markdown: createMarkdown({ html: config.html, nesting: config.limits.nesting }),
    pattern: sitePattern(config),
  };
}

export function parseStory(
  file: PostFile,
  settings: ParseSettings,
  access: StoryAccess,
): StoryDone {
  const loaded = access.load(file);
  if (loaded === null) return { ...NOTHING, problems: [], isGone: true };
  if ('code' in loaded) return { ...NOTHING, problems: [loaded], isGone: false };
  const { digest: its, look } = readingOf(loaded.bytes, loaded.seen);
  const { card, html, problems } = parsePost(file, loaded, settings);
  return {
    look,
    card: card === null ? null : cardText(card),
    // A draft is dated by its file, so its bytes alone don't say what it is.
    digest: file.draft ? '' : its,
    problems,
    body: card === null ? null : access.store(html),
    isGone: false,
  };
}

const NOTHING = { look: null, card: null, digest: '', body: null };
