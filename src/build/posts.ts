/**
 * Stories' bytes and body HTML, one at a time: what parse and render ask for. Bodies lie in a pack
 * on the disk between the two, so that memory holds cards only.
 */
import path from 'node:path';
import type { Effects } from '../model/io.js';
import type { Post } from '../model/post.js';
import type { Problem } from '../model/problem.js';
import type { PostFile } from '../model/source.js';
import { excerptOf } from '../stages/parse/excerpt.js';
import type { ParseWork } from '../stages/parse/parse.js';
import type { RawPost } from '../stages/parse/post.js';
import type { ParseSettings } from '../stages/parse/settings.js';
import { loadPost } from '../stages/read/load.js';
import type { Bodies } from '../theme/views.js';
import type { Workplace } from './workplace.js';

/** A copy each way, where UTF-8 would be decoded; and Chinese is shorter in it. */
const ENCODING = 'utf16le';

export interface PostAccess extends ParseWork, Bodies {
  /** Deletes the pack. */
  discard(): void;
}

export function openPosts(place: Workplace, settings: ParseSettings, effects: Effects): PostAccess {
  const { io, log } = effects;
  const pack = io.openPack(path.join(place.folder, 'bodies'));
  const load = (file: Pick<PostFile, 'path'>): RawPost | Problem => {
    const loaded = loadPost(file, settings.config, io);
    return loaded.kind === 'ok' ? loaded : loaded.problem;
  };
  return {
    log,
    load,
    store(html) {
      const bytes = Buffer.from(html, ENCODING);
      return { offset: pack.append(bytes), length: bytes.length };
    },
    content: ({ body }: Post) => pack.read(body.offset, body.length).toString(ENCODING),
    excerpt(post: Post) {
      const loaded = load(post);
      return 'code' in loaded ? '' : excerptOf(post, loaded.bytes, settings);
    },
    discard: () => pack.discard(),
  };
}
