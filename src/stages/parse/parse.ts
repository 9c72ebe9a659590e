/**
 * The third verb: stories one after the other, from bytes to a card and body HTML. The HTML goes to
 * the body pack at once, so that memory holds cards only; pages outside `_posts` keep their text.
 */
import type { Logger } from '../../model/io.js';
import type { BodyRef, Post } from '../../model/post.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Document } from '../../model/site.js';
import type { PostFile, Sources } from '../../model/source.js';
import { parseDocuments } from './document.js';
import { parsePost, type RawPost } from './post.js';
import type { ParseSettings } from './settings.js';

export interface Parsed {
  readonly posts: readonly Post[];
  readonly documents: readonly Document[];
}

/** What parse asks of the outside: a story's bytes (or why not), and a place for its HTML. */
export interface ParseWork {
  load(file: PostFile): RawPost | Problem;
  store(html: string): BodyRef;
  readonly log: Logger;
}

export function parse(sources: Sources, settings: ParseSettings, work: ParseWork): Outcome<Parsed> {
  const problems: Problem[] = [];
  const posts: Post[] = [];
  for (const [index, file] of sources.posts.entries()) {
    const loaded = work.load(file);
    if ('code' in loaded) {
      problems.push(loaded);
      continue;
    }
    const parsed = parsePost(file, loaded, settings);
    problems.push(...parsed.problems);
    if (parsed.card !== null) posts.push({ ...parsed.card, body: work.store(parsed.html) });
    work.log.progress('parse', index + 1, sources.posts.length);
  }
  const documents = parseDocuments(sources.pages, settings);
  problems.push(...documents.problems);
  return { value: { posts, documents: documents.value }, problems };
}
