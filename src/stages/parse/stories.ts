/**
 * A batch of story files, in whichever thread: a file whose bytes are those of a known story costs a
 * look or a reading, any other is parsed, and its HTML goes to the body pack at once, so that memory
 * holds cards only.
 */
import { cardText } from '../../content/card.js';
import { digest } from '../../content/digest.js';
import type { Problem } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import type { BodyRef, Look, StoryDone, StoryTask } from '../../model/story.js';
import { parsePost, type RawPost } from './post.js';
import type { ParseSettings } from './settings.js';

/** A story's bytes, and the mark of how the file looked when they were read. */
export interface LoadedStory extends RawPost {
  readonly mark: string;
}

/** What parsing asks of the outside. */
export interface StoryAccess {
  /** The mark of how the file looks now; empty when it can't be trusted to tell a change. */
  mark(file: PostFile): string;
  load(file: PostFile): LoadedStory | Problem;
  store(html: string): BodyRef;
}

export function parseStory(
  { file, look, known }: StoryTask,
  settings: ParseSettings,
  access: StoryAccess,
): StoryDone {
  if (look !== null && look.digest === known && look.mark !== '' && access.mark(file) === look.mark)
    return { look: null, fresh: null };
  const loaded = access.load(file);
  if ('code' in loaded) {
    const story = { card: null, digest: '', problems: [loaded], body: null };
    return { look: null, fresh: story };
  }
  const seen: Look = { mark: loaded.mark, digest: digest(loaded.bytes) };
  if (seen.digest === known) return { look: seen, fresh: null };
  const { card, html, problems } = parsePost(file, loaded, settings);
  const fresh = {
    card: card === null ? null : cardText(card),
    // A draft is dated by its file, so its bytes alone don't say what it is.
    digest: file.draft ? '' : seen.digest,
    problems,
    body: card === null ? null : access.store(html),
  };
  return { look: seen, fresh };
}
