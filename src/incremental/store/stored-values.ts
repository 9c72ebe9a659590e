/** Values as files of `.finews` keep them: what is read back is checked like a stranger's. */
import type { Problem } from '../../model/problem.js';

export type StoredCheck = (value: unknown) => boolean;

/** Null for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isText: StoredCheck = (value) => typeof value === 'string';
const optional =
  (check: StoredCheck): StoredCheck =>
  (value) =>
    value === undefined || check(value);
const isNumber = optional(Number.isFinite);

const FIELDS: Readonly<Record<keyof Problem, StoredCheck>> = {
  code: isText,
  severity: (value) => value === 'warning',
  message: isText,
  hint: optional(isText),
  file: optional(isText),
  line: isNumber,
  column: isNumber,
  frame: optional(isText),
  fate: optional((value) => value === 'repaired' || value === 'set-aside'),
};

const CHECKS = Object.entries(FIELDS);

export function isWarning(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  return CHECKS.every(([key, check]) => check(Reflect.get(value, key)));
}
