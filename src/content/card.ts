/**
 * A story's card as text, and back. Kept in two parts: the head, which organising an archive needs of
 * every story, and the rest, which only pages that show the story need, and which stays bytes until
 * then. Parse makes the text, the cache and other threads keep it.
 */
import { plainData } from '../model/data.js';
import type { Post } from '../model/post.js';
import { SiteError } from '../model/problem.js';
import { checkOutput } from './paths.js';

/** Both are JSON lists, without a line feed or tab outside of escapes. */
export interface CardText {
  readonly head: string;
  readonly rest: string;
}

const HEAD = [
  ...['path', 'digest', 'card', 'date', 'url', 'output', 'ownPermalink', 'categories', 'tags'],
  ...['sources', 'authors', 'layout', 'draft', 'published', 'image', 'facts'],
] as const satisfies readonly (keyof Post)[];
const REST = ['title', 'slug', 'summary', 'words', 'minutes', 'data'] as const;

export function cardText(post: Post): CardText {
  if (post instanceof KeptCard) return post.text();
  return {
    head: JSON.stringify(HEAD.map((key) => post[key])),
    rest: JSON.stringify(REST.map((key) => post[key])),
  };
}

/** `rest` gives the other part's text when it is needed. Null: the head is none of ours. */
export function readCard(head: unknown, rest: () => string): Post | null {
  return isHead(head) ? new KeptCard(head, rest) : null;
}

type Head = readonly [
  ...[path: string, digest: string, card: string, date: number, url: string, output: string],
  ...[ownPermalink: boolean, categories: readonly string[], tags: readonly string[]],
  ...[sources: readonly string[], authors: readonly string[], layout: string | null],
  ...[draft: boolean, published: boolean, image: string | null, facts: Post['facts']],
];

type Rest = readonly [
  ...[title: string, slug: string, summary: string, words: number, minutes: number],
  data: Post['data'],
];

const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

/** What can be used without looking again: its parts have their types, its place is safe. */
function isHead(value: unknown): value is Head {
  if (!Array.isArray(value) || value.length !== HEAD.length) return false;
  const [path, digest, card, date, url, output, own, ...more] = value;
  const [categories, tags, sources, authors, layout, draft, published, image, facts] = more;
  return (
    [path, digest, card, url, output].every(isText) &&
    typeof date === 'number' &&
    [own, draft, published].every(isFlag) &&
    [categories, tags, sources, authors].every(isTexts) &&
    [layout, image].every((text) => text === null || isText(text)) &&
    typeof facts === 'object' &&
    facts !== null &&
    checkOutput(output as string) === null
  );
}

/** What has its digest and can't be read was forged. */
function readRest(text: string, file: string): Rest {
  try {
    const rest = JSON.parse(text) as Rest;
    const [title, slug, summary, words, minutes, data] = rest;
    const sound = [title, slug, summary].every(isText) && [words, minutes].every(Number.isFinite);
    if (sound && typeof data === 'object' && data !== null) return rest;
  } catch {
    // Told below.
  }
  const message = 'What the cache remembers of this story was altered';
  const hint = 'Run `finews clean`, or delete the stories-*.log files in .finews, and build again.';
  throw new SiteError([{ code: 'cache-altered', severity: 'error', message, hint, file }]);
}

class KeptCard implements Post {
  readonly path: string;
  readonly digest: string;
  readonly card: string;
  readonly date: number;
  readonly url: string;
  readonly output: string;
  readonly ownPermalink: boolean;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly sources: readonly string[];
  readonly authors: readonly string[];
  readonly layout: string | null;
  readonly draft: boolean;
  readonly published: boolean;
  readonly image: string | null;
  readonly facts: Post['facts'];
  readonly #text: () => string;
  #rest: Rest | null = null;

  constructor(head: Head, rest: () => string) {
    [this.path, this.digest, this.card, this.date, this.url, this.output] = head;
    [, , , , , , this.ownPermalink, this.categories, this.tags] = head;
    [, , , , , , , , , this.sources, this.authors, this.layout] = head;
    [, , , , , , , , , , , , this.draft, this.published, this.image] = head;
    this.facts = plainData(head[15]);
    this.#text = rest;
  }

  text(): CardText {
    return { head: JSON.stringify(HEAD.map((key) => this[key])), rest: this.#text() };
  }

  #open(): Rest {
    if (this.#rest === null) {
      const [title, slug, summary, words, minutes, data] = readRest(this.#text(), this.path);
      this.#rest = [title, slug, summary, words, minutes, plainData(data)];
    }
    return this.#rest;
  }

  get title(): string {
    return this.#open()[0];
  }
  get slug(): string {
    return this.#open()[1];
  }
  get summary(): string {
    return this.#open()[2];
  }
  get words(): number {
    return this.#open()[3];
  }
  get minutes(): number {
    return this.#open()[4];
  }
  get data(): Post['data'] {
    return this.#open()[5];
  }
}
