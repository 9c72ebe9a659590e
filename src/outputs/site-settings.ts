/** What is said of a config in more than one place. */
import path from 'node:path';
import { scalarText } from '../formats/text/scalar.js';
import type { Memo } from '../incremental/memo.js';
import type { Config, SiteSettings } from '../model/config.js';
import type { Data } from '../model/data.js';

/** All but its present; the same object while nobody edits the config. */
export function settingsOf(config: Config, memo: Memo): SiteSettings {
  const { now: _, ...settings } = config;
  return memo.keepEqual('settings', settings);
}

/** A theme of Jekyll's that the config names; null: none, or finews' own look, which is a map. */
export function jekyllTheme(values: Data): { readonly key: string; readonly name: string } | null {
  for (const key of ['theme', 'remote_theme']) {
    const value = values[key];
    const name = typeof value === 'boolean' ? '' : (scalarText(value)?.trim() ?? '');
    if (name !== '') return { key, name };
  }
  return null;
}

/** Beside the config. */
export const DEFAULT_DESTINATION = 'public';

/** Where a folder of that name is the site's own; no source has such a name. */
export const OWN_DESTINATION = '_public';

/**
 * Where the site usually goes, wherever this build puts it: no part of the site. Absolute. Who reads
 * and who watches leave out the same, for what isn't watched would be missed.
 */
export function usualDestination({ source, values }: Pick<Config, 'source' | 'values'>): string {
  return path.resolve(source, scalarText(values['destination']) ?? DEFAULT_DESTINATION);
}

/** Where previews go, so that they never mix with what is deployed. */
export function previewsFolder(cacheDir: string): string {
  return path.join(cacheDir, 'preview');
}

/**
 * Each address has a place of its own, and no two servers have one address: so they never write to
 * one place, and there is nothing to be taken over from one that died.
 */
export function previewDestination(cacheDir: string, address: string): string {
  const [, host = '', port = '80'] = /^https?:\/\/(.*?)(?::(\d+))?\/*$/.exec(address) ?? [];
  const name = host === 'localhost' ? port : `${port}-${host.replace(/[^\w.]+/g, '')}`;
  return path.join(previewsFolder(cacheDir), name);
}

export function isPreview({
  destination,
  cacheDir,
}: Pick<Config, 'destination' | 'cacheDir'>): boolean {
  return path.dirname(destination) === previewsFolder(cacheDir);
}
