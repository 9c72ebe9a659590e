/**
 * One story file, in whichever thread: its HTML goes to the body pack at once, so that memory holds
 * cards only.
 */

import { bodySettings } from '../../formats/body/render-body.js';
import { cardText } from '../../incremental/card.js';
import { digestedFile } from '../../incremental/file-stamp.js';
import type { SiteSettings } from '../../model/config.js';
import type { Problem } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import type { BodyRef, ParseDone, Stamp } from '../../model/story.js';
import { sitePattern } from './address.js';
import { parsePost, type RawPost } from './parse-post.js';
import { type ParseSettings, pageSettings } from './parse-settings.js';

/** A story's bytes, and how the file looked when they were read. */
export interface LoadedStory extends RawPost {
  /** Null where that can't be trusted to tell a change. */
  readonly seen: Stamp | null;
}

/** What parsing asks of the outside. */
export interface StoryAccess {
  /** Null: the file is gone. */
  load(file: PostFile): LoadedStory | Problem | null;
  store(html: string): BodyRef;
}

export function parseSettings(config: SiteSettings): ParseSettings {
  return {
    ...pageSettings(config),
    ...bodySettings(config),
    pattern: sitePattern(config),
  };
}

export function parseStory(
  file: PostFile,
  settings: ParseSettings,
  access: StoryAccess,
): ParseDone {
  const loaded = access.load(file);
  if (loaded === null) return { ...NOTHING, problems: [], isGone: true };
  if ('code' in loaded) return { ...NOTHING, problems: [loaded], isGone: false };
  const { digest: its, look } = digestedFile(loaded.bytes, loaded.seen);
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
