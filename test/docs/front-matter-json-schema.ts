/** `schema/front-matter.json`: the table of front-matter keys as JSON Schema 2020-12, for editors. */

import { EXPIRED_FATES } from '../../src/model/config.js';
import { SWITCH, TEXT_OR_NUMBER } from '../../src/model/config-checks.js';
import type { ValueSchema } from '../../src/model/config-schema.js';
import {
  FRONT_MATTER,
  FRONT_MATTER_KEYS,
  type FrontMatterKey,
  type FrontMatterValue,
} from '../../src/model/front-matter-keys.js';
import { CANONICALS } from '../../src/pipeline/configure/page-data-keys.js';
import { describedSchema, type JsonSchema, orNull } from './json-schema.js';

/** Keys that finews does not know are the post's own: none is forbidden. */
export function frontMatterSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The front matter of posts and pages of a finews site',
    type: ['object', 'null'],
    properties: Object.fromEntries(FRONT_MATTER_KEYS.map((key) => [key, schemaOf(key)])),
  };
}

function schemaOf(key: FrontMatterKey): JsonSchema {
  const { doc, value } = FRONT_MATTER[key];
  return { ...describedSchema(doc, undefined), ...orNull(SHAPES[value]) };
}

/** One or more. */
function some(one: ValueSchema): ValueSchema {
  return { anyOf: [one, { type: 'array', items: one }] };
}

function mapOf(...keys: readonly string[]): ValueSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, TEXT_OR_NUMBER])),
  };
}

const SHAPES: Readonly<Record<FrontMatterValue, ValueSchema>> = {
  text: TEXT_OR_NUMBER,
  date: TEXT_OR_NUMBER,
  fate: { enum: EXPIRED_FATES },
  names: some(TEXT_OR_NUMBER),
  switch: { anyOf: [SWITCH, { type: 'string', pattern: '^(?:true|false|yes|no|on|off)$' }] },
  layout: { anyOf: [TEXT_OR_NUMBER, { enum: [false] }] },
  people: some({ anyOf: [TEXT_OR_NUMBER, mapOf('name', 'url', 'email')] }),
  picture: some({
    anyOf: [{ type: 'string' }, mapOf('path', 'url', 'alt', 'caption', 'width', 'height')],
  }),
  source: some({ anyOf: [TEXT_OR_NUMBER, mapOf('name', 'url')] }),
  addresses: some({ type: 'string' }),
  canonical: { enum: CANONICALS },
  flag: SWITCH,
  translations: { type: 'object' },
  seo: mapOf('type'),
  notes: some({ anyOf: [TEXT_OR_NUMBER, mapOf('date', 'text')] }),
};
