/** What is said of a config in more than one place. */
import path from 'node:path';
import type { Config, Settings } from '../model/config.js';
import type { Again } from './again.js';
import { scalarText } from './scalar.js';

/** All but its present; the same object while nobody edits the config. */
export function settingsOf(config: Config, again: Again): Settings {
  const { now: _, ...settings } = config;
  return again.same('settings', settings);
}

/**
 * Where the site usually goes, wherever this build puts it: no part of the site. Absolute. Who reads
 * and who watches leave out the same, for what isn't watched would be missed.
 */
export function usualDestination({ source, values }: Pick<Config, 'source' | 'values'>): string {
  return path.resolve(source, scalarText(values['destination']) ?? 'public');
}
