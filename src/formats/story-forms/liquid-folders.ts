/** Which stories run as Jekyll would run them: those of folders that the config's `defaults` name. */
import type { FrontMatterDefault, SiteSettings } from '../../model/config.js';
import { NO_DATA } from '../../model/data.js';
import { createDefaults } from '../front-matter/apply-defaults.js';

/** Whether a scope is one of a folder: without a path, or with stars alone, it is all of the site. */
export function namesFolder({ scope }: FrontMatterDefault): boolean {
  return /[^*/.]/.test(scope.path);
}

/** A scope's path is the beginning of others: `_posts/ours` would be `_posts/ours-by-mail` as well. */
function folderPath(path: string): string {
  return path.includes('*') ? path : `${path.replace(/\/+$/, '')}/`;
}

/** By a story's path; none in a site that isn't Jekyll's. Front matter has no say. */
export function liquidTest({
  syntax,
  defaults,
  collectionsDir,
}: Pick<SiteSettings, 'syntax' | 'defaults' | 'collectionsDir'>): (path: string) => boolean {
  const entries = defaults
    .filter((entry) => entry.values['liquid'] !== undefined && namesFolder(entry))
    .map(({ scope, values }) => ({
      scope: { ...scope, path: folderPath(scope.path) },
      values: { liquid: values['liquid'] ?? null },
    }));
  if (syntax !== 'liquid' || entries.length === 0) return () => false;
  const defaultsFor = createDefaults(entries, collectionsDir);
  return (path) => defaultsFor(path, 'posts', NO_DATA)['liquid'] === true;
}
