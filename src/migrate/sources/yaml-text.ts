/** Maps as YAML, for front matter and configs that are written anew. */
import { dump } from 'js-yaml';
import type { FrontKeys } from './foreign-site.js';

/** Whole lines; keys without a value are left out. */
export function yamlText(keys: FrontKeys): string {
  const told = Object.entries(keys).filter(([, value]) => value !== undefined && value !== null);
  if (told.length === 0) return '';
  return dump(Object.fromEntries(told), { lineWidth: -1, noRefs: true, skipInvalid: true });
}
