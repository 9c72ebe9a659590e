/**
 * The shape of the config's table: one record a key. Checks, defaults, "did you mean", docs/config.md
 * and schema/config.json come from these records; each kind of output has those of its own keys.
 */
import type { Value } from './data.js';

/** What a key takes. A `text` may look like a number to YAML; `off` is `false`. */
export type KeyType =
  | 'text'
  | 'number'
  | 'flag'
  | 'list'
  | 'map'
  | 'text or off'
  | 'text, map or off'
  | 'map or flag'
  | 'any';

/** Whose key it is: Jekyll's, a plugin's of Jekyll by its name, or finews' own. */
export type KeyOrigin =
  | 'Jekyll'
  | 'jekyll-archives'
  | 'jekyll-feed'
  | 'jekyll-optional-front-matter'
  | 'jekyll-readme-index'
  | 'jekyll-titles-from-headings'
  | 'jekyll-redirect-from'
  | 'jekyll-seo-tag'
  | 'finews';

type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';

/** The part of JSON Schema 2020-12 that says what single values must be. */
export interface ValueSchema {
  readonly type?: SchemaType | readonly SchemaType[];
  readonly enum?: readonly Value[];
  /** A regular expression with the flag `u`, found anywhere in a text; of others nothing is asked. */
  readonly pattern?: string;
  /** Of numbers. */
  readonly minimum?: number;
  /** Of every entry of a list. */
  readonly items?: ValueSchema;
  /** Of keys in a map. */
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly required?: readonly string[];
  /** Of maps. */
  readonly minProperties?: number;
  readonly anyOf?: readonly ValueSchema[];
}

export interface ValueCheck {
  readonly schema: ValueSchema;
  /** What to write; a sentence. */
  readonly hint: string;
}

/** An entry of a list that the built-in theme shows. */
export interface ListEntry {
  /** Keys that the theme reads where the entry is a map. */
  readonly keys: readonly string[];
  /** Those without which nothing can be shown: all of them, or one. */
  readonly needs: { readonly all: readonly string[] } | { readonly one: readonly string[] };
  /** Whether a text or number will do in place of a map. */
  readonly isName: boolean;
  /** The texts that the theme knows; without it any will do. */
  readonly names?: readonly string[];
  /** What is lacking in an entry of which nothing can be shown; null: the keys that it needs. */
  readonly lack: string | null;
  readonly hint: string;
}

export interface ConfigKey {
  /** As in `_config.yml`; a key inside of a map has the map's key before it, as `feed.path`. */
  readonly key: string;
  readonly type: KeyType;
  /** What counts where the key is missing; without it nothing does. */
  readonly default?: Value;
  /** What the value must be beyond its type; a key inside of a map is checked by nothing else. */
  readonly check?: ValueCheck;
  /**
   * What a wrong value is. Without it: an error. `unset`: themes have a key of that name for something
   * of their own, so that it is warned of and counts as not set. `unset unless text`: the same, but a
   * text is a misspelt word of finews', and an error.
   */
  readonly misfit?: 'unset' | 'unset unless text';
  /** Of a map that has keys of the site's own as well: none in it is taken for a misspelt one. */
  readonly isOpen?: true;
  /** Of a map that others read as well: the names they know. Only what is near to one, or to finews' own, is told. */
  readonly others?: readonly string[];
  /** Of a map that says how finews works: a key in it that is none of its own does nothing, and is told. */
  readonly isClosed?: true;
  readonly entry?: ListEntry;
  readonly origin: KeyOrigin;
  /** What it is: Markdown for a cell of docs/config.md, links as from there. */
  readonly doc: string;
  /** The default in words, where its value doesn't say it. */
  readonly defaultDoc?: string;
}
