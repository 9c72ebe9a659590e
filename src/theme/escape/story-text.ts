/**
 * Marks of origin. In Liquid a plain text is the site's own and prints as it is; what a story wrote
 * carries a mark, so that it is escaped for the place where it is printed. Marks are made where a Liquid
 * template reads a view, and pass through filters and captures as pieces of a text.
 */
import { inOrder } from '../../model/data.js';
import {
  isPlainMap,
  isSafe,
  isShown,
  ReadyHtml,
  ScriptText,
  text,
} from '../runtime/template-values.js';

/** A text that a story wrote: its title, a value of its front matter, its name. */
export class StoryText {
  readonly raw: string;
  /** What a Liquid template prints: `&#8211;` in it is a dash, as in Jekyll. */
  readonly hasReferences: boolean;

  constructor(raw: string, hasReferences = true) {
    this.raw = raw;
    this.hasReferences = hasReferences;
  }

  toString(): string {
    return this.raw;
  }

  toJSON(): string {
    return this.raw;
  }
}

/**
 * Finished HTML that a story wrote, or a part that a theme cut from it: `content`, `excerpt`, an escaped
 * title. It prints as it is where HTML stands, as long as its tags are those of a sanitised story.
 */
export class StoryHtml extends ReadyHtml {}

/**
 * What a layout or a page of the site's own rendered, for the layout around it: in a text it is as good as
 * that one's own, whatever was cut from it; elsewhere its tags and quotes are no one's.
 */
export class LayoutHtml extends ReadyHtml {}

/** JSON of what a story wrote: a part of it is a story's text. */
export class StoryScript extends ScriptText {}

/** A part of a text: a plain one is the site's own; JSON for a script is a piece as well. */
export type Piece = string | StoryText | ReadyHtml;

/** What a Nunjucks template captured: finished, and beside it the values that were printed. */
export class CapturedHtml extends ReadyHtml {
  readonly mixed: Mixed;

  constructor(html: string, mixed: Mixed) {
    super(html);
    this.mixed = mixed;
  }
}

/** What a macro rendered: finished for text and attributes; elsewhere it is as good as a story's text. */
export class MacroHtml extends ReadyHtml {}

/**
 * A text that is partly the site's and partly a story's: what a capture collects, what `append` and
 * `replace` put together. Its own text has a story's parts as they were written; `finished`, where it is
 * known, is what it prints where HTML text stands.
 */
export class Mixed {
  readonly pieces: readonly Piece[];
  readonly finished: string | null;
  /** Put together when it is first asked for: a page that is cut and joined is asked by each filter. */
  #text: string | null = null;

  constructor(pieces: readonly Piece[], finished: string | null = null) {
    this.pieces = pieces;
    this.finished = finished;
  }

  toString(): string {
    this.#text ??= this.pieces.join('');
    return this.#text;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A text with a mark; of other values none has one. */
export type Marked = StoryText | StoryHtml | Mixed;

/** Whether a value is a text that a story wrote, or has a part in it. */
export function isStory(value: unknown): value is Marked {
  return value instanceof StoryText || value instanceof Mixed || value instanceof StoryHtml;
}

/**
 * Whether a value is, or has among its entries, what a story wrote. Views and maps of views say so
 * themselves: their values get marks where they are read.
 */
export function hasStory(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isStory(value) || value instanceof StoryScript) return true;
  if (Array.isArray(value)) return value.some(hasStory);
  if (originOf(value) !== undefined || isShown(value)) return true;
  return isPlainMap(value) && (hasStoryKeys(value) || Object.values(value).some(hasStory));
}

/** On a map: its keys are a story's words. */
const STORY_KEYS: unique symbol = Symbol('story keys');

/** Whether the keys of a map are a story's, as those of `site.categories` are. */
export function hasStoryKeys(map: object): boolean {
  return Reflect.get(map, STORY_KEYS) === true;
}

/** A read of that symbol from a stand-in (see views/traced-map.ts). */
export function isStoryKeysSymbol(key: PropertyKey): boolean {
  return key === STORY_KEYS;
}

/**
 * A value that a story wrote, with its mark: texts, and those in lists and maps. Dates, numbers and views
 * have none; finished HTML becomes a story's.
 */
export function markStory(value: unknown): unknown {
  if (typeof value === 'string') return new StoryText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isStory(value) || value instanceof ReadyHtml) return value;
  if (Array.isArray(value)) return markList(value);
  if (isSafe(value)) return new StoryHtml(text(value));
  return isPlainMap(value) ? markMap(value) : value;
}

/** `Array.from` takes four times as long. */
function markList(list: readonly unknown[]): readonly unknown[] {
  const marked: unknown[] = [];
  for (let index = 0; index < list.length; index++) marked.push(markStory(list[index]));
  return marked;
}

function markMap(map: Readonly<Record<string, unknown>>): object {
  const marked: Record<PropertyKey, unknown> = Object.create(null);
  const keys = Object.keys(map);
  for (const key of keys) marked[key] = markStory(map[key]);
  Object.defineProperty(marked, STORY_KEYS, { value: true });
  return inOrder(marked, keys);
}

/** How a view says which of its values a story wrote: by their key. */
export const ORIGIN: unique symbol = Symbol('origin');

/** A view, or a page's own map, with values that a story wrote. */
export interface HasOrigin {
  [ORIGIN](key: PropertyKey): boolean;
}

/** Whether nothing in an address could end what it stands in: it needs no mark. */
export function isPlainAddress(url: string): boolean {
  return /^[\w./%~\u00a1-\u1fff\u2c00-\ufefe-]*$/.test(url);
}

function originOf(view: object): HasOrigin[typeof ORIGIN] | undefined {
  return (view as Partial<HasOrigin>)[ORIGIN];
}

/** What a Liquid template gets for `target.key`, which is `value`: with its mark, if a story wrote it. */
export function memberMarked(target: unknown, key: PropertyKey, value: unknown): unknown {
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
  const isStorys = originOf(target as object);
  return isStorys?.call(target as HasOrigin, key) ? markStory(value) : value;
}

/** The same of a view; undefined: the target is none. */
export function viewMarked(target: unknown, key: PropertyKey, value: unknown): unknown {
  const isStorys = originOf(target as object);
  if (isStorys === undefined) return undefined;
  if (typeof value !== 'string' && typeof value !== 'object') return value;
  return isStorys.call(target as HasOrigin, key) ? markStory(value) : value;
}

/** A key of `map` as a Liquid template gets it, from a pair of a loop. */
export function keyMarked(map: object, key: string): string | StoryText {
  const isStorys = hasStoryKeys(map) || originOf(map)?.call(map as HasOrigin, key) === true;
  return isStorys ? new StoryText(key) : key;
}
