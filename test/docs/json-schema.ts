/** What the made schemas of config and front matter have in common. */
import type { ValueSchema } from '../../src/model/config-schema.js';
import type { Value } from '../../src/model/data.js';

/** A part of a JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What editors show of a key; `doc` is a Markdown cell. */
export function describedSchema(doc: string, byDefault: Value | undefined): JsonSchema {
  return {
    description: plainDoc(doc),
    ...(byDefault === undefined ? {} : { default: byDefault }),
  };
}

/** Editors show descriptions as they are. */
function plainDoc(doc: string): string {
  return doc.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}

/** The same, but for a key without a value, which counts as missing. */
export function orNull(schema: ValueSchema): ValueSchema {
  const { type, anyOf } = schema;
  return {
    ...schema,
    ...(type === undefined ? {} : { type: [type, 'null' as const].flat() }),
    ...(schema.enum === undefined ? {} : { enum: [...schema.enum, null] }),
    ...(anyOf === undefined ? {} : { anyOf: [...anyOf, { type: 'null' }] }),
  };
}
