/** What is published from which file of the source, and where: what links between files lead to. */

import { PICTURE_NAME } from '../formats/pictures/picture-kind.js';
import type { Site } from '../model/site.js';
import { lazy } from '../platform/lazy.js';
import { staticPlace } from './statics/paths.js';

/** By path below the source; null: nothing that is in the site as it is built now. */
export type SourceAddresses = (path: string) => string | null;

/** Folders that only stories lie in; stories are many, and few links lead to them by their file. */
const STORY = /(?:^|\/)_(?:posts|drafts)\//;

export function createSourceAddresses({
  posts,
  documents,
  statics,
}: Pick<Site, 'posts' | 'documents' | 'statics'>): SourceAddresses {
  const stories = lazy(() => {
    const known = new Map<string, string>();
    // One after the other: in other threads an archive is no array of objects.
    for (const { path, url } of posts) known.set(path, url);
    return known;
  });
  const files = lazy(() => {
    const copied = statics.map((file) => [file.name, staticPlace(file).url] as const);
    const pages = documents.filter(({ output }) => output !== '');
    return new Map([...copied, ...pages.map(({ path, url }) => [path, url] as const)]);
  });
  return (path) => {
    const isStory = STORY.test(path) && !PICTURE_NAME.test(path);
    return (isStory ? stories() : files()).get(path) ?? null;
  };
}
