/**
 * What calls in templates do with a story's values: those may be of any type, and of none of them may a
 * page depend to be made. Used by the runtime and, for filters, by compiled templates through it.
 */
import { SiteDate } from '../../formats/dates/site-date.js';
import { Mistake, TemplateError } from '../compiler/template-problems.js';
import { isPlainMap, isSafe } from './template-values.js';

/** `target.key()`; `isData`: the target is what a name, or more of a path, stands for. */
export interface Member {
  readonly target: unknown;
  readonly key: unknown;
  readonly isData: boolean;
}

export function isScalar(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

/** Those that a value of another type would have; any other name is the author's slip. */
const METHODS: ReadonlySet<unknown> = new Set(
  [String, Number, Boolean, Array, SiteDate].flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype),
  ),
);

export function isMethodName(key: unknown): boolean {
  return METHODS.has(key);
}

export function isDatum(value: unknown): boolean {
  if (isScalar(value) || Array.isArray(value) || isPlainMap(value)) return true;
  return typeof value === 'function' || value instanceof SiteDate || isSafe(value);
}

/**
 * What a call gives that threw: undefined where the language refuses an argument of that type or size;
 * other errors are an author's, and thrown again.
 */
export function refused(error: unknown): undefined {
  const isOwn = error instanceof TemplateError || error instanceof Mistake;
  if (isOwn || isEndless(error) || isFrozen(error)) throw error;
  return undefined;
}

export function isEndless(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

export function isFrozen(error: unknown): boolean {
  return error instanceof TypeError && /read only|not extensible/.test(error.message);
}
