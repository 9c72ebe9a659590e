/** What pages may say of the pictures that the site publishes, by their paths below the destination. */
import type { Site } from '../../model/site.js';
import type { PictureSize } from '../../model/source.js';
import { lazy } from '../../platform/lazy.js';

export type PictureFacts = PictureSize;

/** `path` is decoded. Null: no picture is published there. */
export function createPictureFacts({
  statics,
}: Pick<Site, 'statics'>): (path: string) => PictureFacts | null {
  const known = lazy(() => {
    return new Map(
      statics.flatMap(({ path, picture }) => (picture === null ? [] : [[path, picture]])),
    );
  });
  return (path) => known().get(path) ?? null;
}
