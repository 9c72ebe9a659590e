/** Typed look-ups in checked config data: a missing or null key gives the default. */

import { type Data, isList } from '../../model/data.js';
import { scalarText } from './scalar.js';

export function text(values: Data, key: string, byDefault: string): string {
  return scalarText(values[key]) ?? byDefault;
}

export function flag(values: Data, key: string, byDefault: boolean): boolean {
  const value = values[key];
  return typeof value === 'boolean' ? value : byDefault;
}

export function number(values: Data, key: string, byDefault: number): number {
  const value = values[key];
  return typeof value === 'number' ? value : byDefault;
}

export function list(values: Data, key: string, byDefault: readonly string[]): readonly string[] {
  const value = values[key];
  return isList(value) ? value.flatMap((entry) => scalarText(entry) ?? []) : byDefault;
}

/** Null: none, or an empty one, or `false`. */
export function textOrNone(values: Data, key: string): string | null {
  const value = text(values, key, '').trim();
  return value === '' || values[key] === false ? null : value;
}

/** An address in the site, with a slash before it; null: `false`. */
export function pathOrNone(values: Data, key: string, byDefault: string): string | null {
  if (values[key] === false) return null;
  const path = text(values, key, byDefault);
  return path.startsWith('/') ? path : `/${path}`;
}
