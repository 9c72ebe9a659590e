/** Files outside `_posts`: with front matter they are pages, without it they are copied. */
import path from 'node:path';
import { markOf, seenOf } from '../../content/look.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { PageFile, StaticFile } from '../../model/source.js';
import { isListedFolder, refusal } from './links.js';
import { trustedText } from './trusted.js';

/** `now` in ms since the epoch. */
export interface Looking {
  readonly io: Io;
  readonly now: number;
}

export interface PagesAndStatics {
  readonly pages: readonly PageFile[];
  readonly statics: readonly StaticFile[];
}

/** Jekyll's test for front matter (`utils.rb` `has_yaml_header?`), a byte order mark allowed. */
const FRONT_MATTER = /^(?:\u00EF\u00BB\u00BF)?---[ \t]*\r?\n/;
const HEAD = 16;

export function readPages(
  entries: readonly Entry[],
  config: Config,
  { io, now }: Looking,
): Outcome<PagesAndStatics> {
  const problems: Problem[] = [];
  const pages: PageFile[] = [];
  const statics: StaticFile[] = [];
  for (const entry of entries) {
    if (isListedFolder(entry)) continue;
    const refused = refusal(entry, config, io);
    if (refused !== null) {
      problems.push(refused);
      continue;
    }
    const file = path.join(config.source, entry.path);
    if (!FRONT_MATTER.test(io.readHead(file, HEAD).toString('latin1'))) {
      const mark = markOf(seenOf(io.stat(file), now));
      statics.push({ path: entry.path, name: entry.path, text: null, file, mark });
      continue;
    }
    const text = trustedText(io.read(file), 'page', entry.path);
    problems.push(...text.problems);
    if (text.value !== null) pages.push({ path: entry.path, text: text.value });
  }
  return { value: { pages, statics }, problems };
}
