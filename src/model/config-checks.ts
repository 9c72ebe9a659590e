/** Checks that several keys of the config have in common: what a value must be, and what to write. */
import type { ValueCheck, ValueSchema } from './config-schema.js';

/** What YAML reads as a number is a text, too: `name: 163`. */
export const TEXT_OR_NUMBER: ValueSchema = { type: ['string', 'number'] };
export const SWITCH: ValueSchema = { type: 'boolean' };
export const OFF: ValueSchema = { enum: [false] };
export const LIST: ValueSchema = { type: 'array' };
export const MAP: ValueSchema = { type: 'object' };
/** As starter configs leave a key: `cname: ""`. */
export const EMPTY: ValueSchema = { enum: [''] };

export function either(...schemas: readonly ValueSchema[]): ValueSchema {
  return { anyOf: schemas };
}

/** A text in which the pattern is found; `pattern` is for JSON Schema, so without flags but `u`. */
export function textLike(pattern: string): ValueSchema {
  return { type: 'string', pattern };
}

/** One of the words; the hint names them. */
export function oneOf(words: readonly string[]): ValueCheck {
  const [last = '', ...others] = [...words].reverse();
  return {
    schema: { enum: words },
    hint: `Write ${others.reverse().join(', ')} or ${last}.`,
  };
}

export function wholeFrom(least: number): ValueCheck {
  return {
    schema: { type: 'integer', minimum: least },
    hint: `Write a whole number, ${least} or more.`,
  };
}

export const TRUE_OR_FALSE: ValueCheck = { schema: SWITCH, hint: 'Write true or false.' };
export const ONE_TEXT: ValueCheck = { schema: TEXT_OR_NUMBER, hint: 'Write one text.' };
export const TEXT_OR_OFF: ValueCheck = {
  schema: either(OFF, TEXT_OR_NUMBER),
  hint: 'Write one text, or false for none.',
};
/** With something in it, for an empty one would take the home page's place. */
export const PATH_OR_OFF: ValueCheck = {
  schema: either(OFF, textLike('[^/\\s]')),
  hint: 'Write a path such as /feed.xml, or false for none.',
};
export const NAMES_OR_SWITCH: ValueCheck = {
  schema: either(SWITCH, LIST),
  hint: 'Write true, false, or a list of names.',
};
