/** What `asset_url` looks up: seen by templates, and looked up again as a traced read. */
import type { Site } from '../../model/site.js';

/** Theme assets whose published names carry a digest, by their own names. */
export function assetNames({ statics }: Site): object {
  const renamed = statics.filter(({ name, path }) => name !== path);
  return Object.freeze(Object.fromEntries(renamed.map(({ name, path }) => [name, path])));
}
