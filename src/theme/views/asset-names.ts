/** The names that `asset_url` finds: read by templates, and digested as dependencies. */
import type { Site } from '../../model/site.js';

/** Theme assets whose published names carry a digest, by their own names. */
export function assetNames({ statics }: Site): object {
  const renamed = statics.filter(({ name, path }) => name !== path);
  return Object.freeze(Object.fromEntries(renamed.map(({ name, path }) => [name, path])));
}
