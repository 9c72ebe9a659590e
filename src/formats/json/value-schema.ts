/** Values held against the part of JSON Schema that tables of keys use. */
import type { ValueSchema } from '../../model/config-schema.js';
import { isList, isMap, type Value } from '../../model/data.js';

/** One of JSON Schema's keywords: about values of other types than its own it says nothing. */
type Keyword = (value: Value, schema: ValueSchema) => boolean;

const KEYWORDS: readonly Keyword[] = [
  (value, { type }) => type === undefined || [type].flat().some((one) => isOfType(value, one)),
  (value, schema) => schema.enum === undefined || schema.enum.includes(value),
  (value, { pattern }) =>
    pattern === undefined || typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  (value, { minimum }) => minimum === undefined || typeof value !== 'number' || value >= minimum,
  (value, { items }) =>
    items === undefined || !isList(value) || value.every((entry) => fitsSchema(entry, items)),
  (value, { properties = {} }) =>
    !isMap(value) ||
    Object.entries(properties).every(([key, schema]) => {
      const inner = value[key];
      return inner === undefined || fitsSchema(inner, schema);
    }),
  (value, { required = [] }) => !isMap(value) || required.every((key) => value[key] !== undefined),
  (value, { minProperties = 0 }) => !isMap(value) || Object.keys(value).length >= minProperties,
  (value, { anyOf }) => anyOf === undefined || anyOf.some((schema) => fitsSchema(value, schema)),
];

/** Whether a value is what the schema says; values in `enum` are texts, numbers, true, false or null. */
export function fitsSchema(value: Value, schema: ValueSchema): boolean {
  return KEYWORDS.every((fits) => fits(value, schema));
}

function isOfType(value: Value, type: string): boolean {
  switch (type) {
    case 'array':
      return isList(value);
    case 'object':
      return isMap(value);
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
