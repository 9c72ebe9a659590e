/**
 * What a value of each kind may be in front matter, and what to write: schema/front-matter.json and the
 * check of stories are both made of it.
 */
import { CANONICALS, EXPIRED_FATES } from '../../model/config.js';
import { either, SWITCH, TEXT_OR_NUMBER } from '../../model/config-checks.js';
import type { ValueSchema } from '../../model/config-schema.js';
import type { FrontMatterValue } from '../../model/front-matter-keys.js';

interface ValueRule {
  readonly shape: ValueSchema;
  /** What another value is not, and what to write; null: the code that reads the value reports it. */
  readonly misfit: { readonly lack: string; readonly hint: string } | null;
}

/** One or more. */
function some(one: ValueSchema): ValueSchema {
  return either(one, { type: 'array', items: one });
}

/** With something in it. */
const FILLED: ValueSchema = { type: 'object', minProperties: 1 };

function mapOf(...keys: readonly string[]): ValueSchema {
  return {
    ...FILLED,
    properties: Object.fromEntries(keys.map((key) => [key, TEXT_OR_NUMBER])),
  };
}

const STRING: ValueSchema = { type: 'string' };
/** An address in place of a name names nothing. */
const NO_ADDRESS = '^(?!\\s*(?:[Hh][Tt][Tt][Pp][Ss]?:)?//)';
const NO_TEXT = { lack: 'no text', hint: 'Write one text.' } as const;

export const FRONT_MATTER_VALUES: Readonly<Record<FrontMatterValue, ValueRule>> = {
  text: { shape: TEXT_OR_NUMBER, misfit: NO_TEXT },
  string: {
    shape: STRING,
    misfit: { lack: 'no text', hint: 'Write one text; a number between quotes.' },
  },
  date: { shape: TEXT_OR_NUMBER, misfit: null },
  fate: {
    shape: { enum: EXPIRED_FATES },
    misfit: { lack: 'neither `page` nor `gone`', hint: 'Write page or gone.' },
  },
  names: { shape: some(TEXT_OR_NUMBER), misfit: null },
  switch: {
    shape: either(SWITCH, { type: 'string', pattern: '^(?:true|false|yes|no|on|off)$' }),
    misfit: null,
  },
  layout: { shape: either(TEXT_OR_NUMBER, { enum: [false] }), misfit: null },
  people: {
    shape: some(either(TEXT_OR_NUMBER, mapOf('name', 'url', 'email'))),
    misfit: { lack: 'no name', hint: 'Write a name, {name: …, url: …}, or a list of those.' },
  },
  series: {
    shape: some(either({ type: 'number' }, { type: 'string', pattern: NO_ADDRESS }, mapOf('name'))),
    misfit: { lack: 'no name', hint: 'Write a name, or a list of names.' },
  },
  picture: {
    shape: some(either(STRING, mapOf('path', 'url', 'alt', 'caption', 'width', 'height'))),
    misfit: {
      lack: 'no address of a picture',
      hint: 'Write its address, or {path: …, alt: …}.',
    },
  },
  source: {
    shape: some(either(TEXT_OR_NUMBER, mapOf('name', 'url'))),
    misfit: {
      lack: 'no name and no address',
      hint: 'Write a name, an address, {name: …, url: …}, or a list of those.',
    },
  },
  addresses: {
    shape: some(STRING),
    misfit: { lack: 'no path', hint: 'Write a path such as /old/story.html, or a list of them.' },
  },
  address: {
    shape: { type: 'string', pattern: '^\\s*[Hh][Tt][Tt][Pp][Ss]?://[^\\s/]' },
    misfit: { lack: 'no whole address', hint: 'Write all of it, from https:// on.' },
  },
  canonical: {
    shape: { enum: CANONICALS },
    misfit: {
      lack: 'neither `self` nor `source`',
      hint: 'Write self or source; an address stands under `canonical_url`.',
    },
  },
  flag: {
    shape: SWITCH,
    misfit: { lack: 'neither true nor false', hint: 'Write true or false, without quotes.' },
  },
  translations: {
    shape: FILLED,
    misfit: {
      lack: 'no map of addresses',
      hint: 'Write addresses by language, as in {en: /en/story.html}.',
    },
  },
  seo: {
    shape: mapOf('type'),
    misfit: { lack: 'no map', hint: 'Write {type: …}, as in {type: OpinionNewsArticle}.' },
  },
  notes: { shape: some(either(TEXT_OR_NUMBER, mapOf('date', 'text'))), misfit: null },
};
