/** What is wrong with a story by its card alone, and what makes it the twin of another. Pure. */
import { cleanTitle } from '../formats/text/text.js';
import type { Post } from '../model/post.js';
import { sourceOf } from '../outputs/story-facts.js';
import { shortNumber } from '../platform/digest.js';
import type { CheckSettings } from './checked-site.js';
import type { OutputNote } from './memory-entries.js';

/** East Asian characters take two columns, as in lists of search results. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/g;

export function columnsOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

export function notesOfStory(post: Post, settings: CheckSettings): readonly OutputNote[] {
  const notes: OutputNote[] = [...notesOfHead(post.title, post.data['description'], settings)];
  if (post.categories.length === 0) notes.push(['story-uncategorised', '', 0]);
  return notes;
}

/** Of a story's or a page's title and description. */
export function notesOfHead(
  title: string,
  description: unknown,
  { titleLength, descriptionLength }: CheckSettings,
): readonly OutputNote[] {
  const notes: OutputNote[] = [];
  const long = (code: string, text: string, most: number): void => {
    const columns = columnsOf(text);
    if (most > 0 && columns > most) notes.push([code, '', columns]);
  };
  long('title-long', title, titleLength);
  if (typeof description === 'string') long('description-long', description, descriptionLength);
  return notes;
}

/** Equal for stories that readers can't tell apart by their titles; 0: none. */
export function titleNumber({ title }: Pick<Post, 'title'>): number {
  const clean = cleanTitle(title);
  return clean === '' ? 0 : shortNumber(clean);
}

/** Equal for stories that were taken from one address; 0: from none. */
export function sourceNumber({ data }: Pick<Post, 'data'>): number {
  const url = sourceOf(data)?.url ?? null;
  return url === null ? 0 : shortNumber(url);
}
