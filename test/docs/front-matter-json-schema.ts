/** `schema/front-matter.json`: the table of front-matter keys as JSON Schema 2020-12, for editors. */

import {
  FRONT_MATTER,
  FRONT_MATTER_KEYS,
  type FrontMatterKey,
} from '../../src/model/front-matter-keys.js';
import { FRONT_MATTER_VALUES } from '../../src/pipeline/parse/front-matter-values.js';
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
  return { ...describedSchema(doc, undefined), ...orNull(FRONT_MATTER_VALUES[value].shape) };
}
