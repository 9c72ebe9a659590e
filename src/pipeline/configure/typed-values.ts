/** Typed look-ups in checked config data: a missing or null key gives the default. */
import { scalarText } from '../../formats/text/scalar.js';
import { type Data, isList } from '../../model/data.js';

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
