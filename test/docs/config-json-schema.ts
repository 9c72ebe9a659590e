/** `schema/config.json`: the config's table as JSON Schema 2020-12, for editors. */

import { TEXT_OR_NUMBER } from '../../src/model/config-checks.js';
import type { ConfigKey, ListEntry, ValueSchema } from '../../src/model/config-schema.js';
import { CONFIG_KEYS, TYPES } from '../../src/pipeline/configure/config-keys.js';
import { describedSchema, type JsonSchema, orNull } from './json-schema.js';

/** Keys that finews does not know are the site's own: none is forbidden. */
export function configSchema(): JsonSchema {
  const tops = CONFIG_KEYS.filter(({ key }) => !key.includes('.'));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The config of a finews site (_config.yml)',
    type: ['object', 'null'],
    properties: Object.fromEntries(tops.map((one) => [one.key, schemaOf(one)])),
  };
}

function schemaOf(one: ConfigKey): JsonSchema {
  const inner = CONFIG_KEYS.filter(({ key }) => key.startsWith(`${one.key}.`));
  const value =
    one.check?.schema ?? (one.entry === undefined ? TYPES[one.type].schema : listOf(one.entry));
  const properties = inner.map((under) => [under.key.slice(one.key.length + 1), schemaOf(under)]);
  return {
    ...describedSchema(one.doc, one.default),
    ...orNull(value),
    ...(inner.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
  };
}

/** A list as the built-in theme shows it. */
function listOf({ keys, needs, isName }: ListEntry): ValueSchema {
  const required: ValueSchema =
    'all' in needs
      ? { required: needs.all }
      : { anyOf: needs.one.map((key) => ({ required: [key] })) };
  const properties = Object.fromEntries(keys.map((key) => [key, TEXT_OR_NUMBER]));
  const map: ValueSchema = { type: 'object', properties, ...required };
  const shapes = [...(isName ? [TEXT_OR_NUMBER] : []), ...(keys.length === 0 ? [] : [map])];
  const [only = map] = shapes;
  return { type: 'array', items: shapes.length === 1 ? only : { anyOf: shapes } };
}
