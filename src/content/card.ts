/**
 * A story's card as text, and back. Kept in two parts: the head, which organising an archive needs of
 * every story, and the rest, which only pages that show the story need, and which stays bytes until
 * then. Parse makes the text, the cache and other threads keep it.
 */
import { plainData } from '../model/data.js';
import type { Post } from '../model/post.js';
import { checkOutput } from './paths.js';

/** Both are JSON lists, without a line feed or tab outside of escapes. */
export interface CardText {
  readonly head: string;
  readonly rest: string;
}

const HEAD = [
  ...['path', 'digest', 'card', 'date', 'url', 'output', 'ownPermalink', 'categories', 'tags'],
  ...['layout', 'draft', 'published'],
] as const satisfies readonly (keyof Post)[];
const REST = ['title', 'slug', 'summary', 'image', 'words', 'minutes', 'data'] as const;

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
  ...[layout: string | null, draft: boolean, published: boolean],
];

type Rest = readonly [
  ...[title: string, slug: string, summary: string, image: string | null],
  ...[words: number, minutes: number],
  data: Post['data'],
];

const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

/** What can be used without looking again: its parts have their types, its place is safe. */
function isHead(value: unknown): value is Head {
  if (!Array.isArray(value) || value.length !== HEAD.length) return false;
  const [path, digest, card, date, url, output, own, categories, tags, layout, ...flags] = value;
  return (
    [path, digest, card, url, output].every(isText) &&
    typeof date === 'number' &&
    [own, ...flags].every(isFlag) &&
    isTexts(categories) &&
    isTexts(tags) &&
    (layout === null || isText(layout)) &&
    checkOutput(output as string) === null
  );
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
  readonly layout: string | null;
  readonly draft: boolean;
  readonly published: boolean;
  readonly #text: () => string;
  #rest: Rest | null = null;

  constructor(head: Head, rest: () => string) {
    [this.path, this.digest, this.card, this.date, this.url, this.output] = head;
    [, , , , , , this.ownPermalink, this.categories, this.tags] = head;
    [, , , , , , , , , this.layout, this.draft, this.published] = head;
    this.#text = rest;
  }

  text(): CardText {
    return { head: JSON.stringify(HEAD.map((key) => this[key])), rest: this.#text() };
  }

  #open(): Rest {
    if (this.#rest === null) {
      const [title, slug, summary, image, words, minutes, data] = JSON.parse(this.#text()) as Rest;
      this.#rest = [title, slug, summary, image, words, minutes, plainData(data)];
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
  get image(): string | null {
    return this.#open()[3];
  }
  get words(): number {
    return this.#open()[4];
  }
  get minutes(): number {
    return this.#open()[5];
  }
  get data(): Post['data'] {
    return this.#open()[6];
  }
}
