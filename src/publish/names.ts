/** Small JSON files with a list of names; what can't be read is an empty one. */
import type { Io } from '../model/io.js';

export function readNames(file: string, io: Io): readonly string[] {
  if (io.stat(file)?.kind !== 'file') return [];
  try {
    const names: unknown = JSON.parse(io.read(file).toString('utf8'));
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
