/**
 * Topics: what `_data/topics.yml` puts together, by tags, by categories or story by story. To lists
 * and templates they are terms like any other.
 */
import { foldName } from '../../formats/text/fold.js';
import { scalarText } from '../../formats/text/scalar.js';
import { expandName } from '../../formats/urls/permalink.js';
import { type Data, isList, isMap, type Value } from '../../model/data.js';
import type { PostHead } from '../../model/post.js';
import type { Outcome, Unplaced } from '../../model/problem.js';
import type { Term } from '../../model/site.js';
import { lazy } from '../../platform/lazy.js';
import type { Taxonomy } from './unite-terms.js';

/** What topics choose from. */
export interface Choice {
  readonly posts: readonly PostHead[];
  readonly categories: readonly Term[];
  readonly tags: readonly Term[];
}

/** `entries`: slug to `{name, description, tags, categories, posts}`; `posts` are paths or URLs. */
export function topicsOf(entries: Data, choice: Choice, pattern: string | null): Outcome<Taxonomy> {
  const find = lazy(() => finder(choice));
  const chosen: (readonly [string, Data])[] = Object.entries(entries).flatMap(([slug, entry]) =>
    isMap(entry) ? [[slug, entry] as const] : [],
  );
  const terms = chosen.map(([slug, data]): Term => {
    const name = scalarText(data['name']) ?? slug;
    const nowhere = { url: '', output: '' };
    const place = pattern === null ? nowhere : expandName(pattern, { slug, name: slug });
    return { name, key: name, slug, data, posts: find()(data), ...place };
  });
  const ofPost: (readonly number[])[] = choice.posts.map(() => NONE);
  for (const [index, term] of terms.entries()) {
    for (const rank of term.posts) ofPost[rank] = [...(ofPost[rank] ?? NONE), index];
  }
  return { value: { terms, ofPost }, problems: terms.filter(isEmpty).map(emptyTopic) };
}

const NONE: readonly number[] = [];

/** Gives a topic's stories as ranks, oldest first, each once. */
function finder({ posts, categories, tags }: Choice): (topic: Data) => readonly number[] {
  const named = { categories: byName(categories), tags: byName(tags) };
  const places = new Map<string, number>();
  const ranksOf = (place: string): readonly number[] => {
    if (places.size === 0) {
      for (const [rank, post] of posts.entries()) {
        places.set(post.path, rank).set(post.url, rank).set(`/${post.output}`, rank);
      }
    }
    const rank = places.get(place);
    return rank === undefined ? NONE : [rank];
  };
  return (topic) => {
    const ranks = new Set([
      ...many(topic['categories']).flatMap((name) => named.categories.get(foldName(name)) ?? NONE),
      ...many(topic['tags']).flatMap((name) => named.tags.get(foldName(name)) ?? NONE),
      ...many(topic['posts']).flatMap(ranksOf),
    ]);
    return [...ranks].sort((a, b) => a - b);
  };
}

/** Terms' stories by slug, name and key. */
function byName(terms: readonly Term[]): ReadonlyMap<string, readonly number[]> {
  return new Map(
    terms.flatMap(({ slug, name, key, posts }) =>
      [slug, name, key].map((text) => [foldName(text), posts] as const),
    ),
  );
}

/** One text or a list of them. */
function many(value: Value | undefined): readonly string[] {
  const values = isList(value) ? value : value === undefined ? [] : [value];
  return values.map(scalarText).filter((text) => text !== null);
}

function isEmpty(term: Term): boolean {
  return term.posts.length === 0;
}

function emptyTopic({ slug }: Term): Unplaced {
  return {
    code: 'topic-empty',
    severity: 'warning',
    message: `No story belongs to the topic \`${slug}\``,
    hint: 'Check the names under its `tags`, `categories` and `posts`.',
    file: '_data/topics.yml',
    key: [slug],
  };
}
