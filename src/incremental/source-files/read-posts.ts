/** Digests of many post files, for which their bytes are read. */
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { DigestedFile } from '../../model/story.js';
import { digestedFile } from '../file-stamp.js';
import { splitNames } from '../store/bulk-stat.js';
import { loadPost } from './load-post.js';
import { packDigests, type ReadPosts } from './packed-digests.js';

interface ReadContext {
  readonly io: Io;
  /** Ms since the epoch. */
  readonly now: number;
}

/** `names`: paths below the source, in one text. */
export function readAll(names: string, config: Config, context: ReadContext): ReadPosts {
  return packDigests(splitNames(names).map((name) => digestPost(name, config, context)));
}

/** Null: the bytes can't be had, which parsing the file will tell. */
export function digestPost(
  name: string,
  config: Config,
  context: ReadContext,
): DigestedFile | null {
  const loaded = loadPost({ path: name }, config, context);
  return loaded.kind === 'ok' ? digestedFile(loaded.bytes, loaded.stamp) : null;
}
