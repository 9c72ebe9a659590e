/**
 * A `_posts` that is a link: followed when it leads to a folder of the site's own, else an error, for
 * a site built without its stories would be wrong all over. Links below it are `links.ts`'s.
 */
import path from 'node:path';
import { isBelow } from '../../content/paths.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import { classifier } from './classify.js';

const NAME = /(?:^|\/)_(?:posts|drafts)$/;
const INSIDE = /(?:^|\/)_(?:posts|drafts)\//;

/** The entries with folders in place of such links, and what lies behind them below their paths. */
export function followPosts(
  entries: readonly Entry[],
  config: Config,
  io: Io,
): Outcome<readonly Entry[]> {
  const kindOf = classifier(config);
  const wanted = config.drafts ? ['post', 'draft'] : ['post'];
  const links = new Set(
    entries.filter(
      ({ path: link, kind }) =>
        kind === 'link' && NAME.test(link) && !INSIDE.test(link) && wanted.includes(kindOf(link)),
    ),
  );
  if (links.size === 0) return { value: entries, problems: [] };
  const found = entries.filter((entry) => !links.has(entry));
  const problems: Problem[] = [];
  for (const link of links) {
    const fault = faultOf(link, config, io);
    if (fault !== null) {
      problems.push(fault);
      continue;
    }
    const behind = io.walk(path.join(config.source, link.path), []);
    found.push({ path: link.path, kind: 'folder' });
    for (const { path: inner, kind } of behind) found.push({ path: `${link.path}/${inner}`, kind });
  }
  return { value: found, problems };
}

function faultOf(link: Entry, config: Config, io: Io): Problem | null {
  const absolute = path.join(config.source, link.path);
  let target: string;
  try {
    target = io.realPath(absolute);
  } catch {
    return broken('link-broken', link, 'points to nothing');
  }
  if (!isBelow(io.realPath(config.source), target)) {
    return broken('link-outside', link, 'leaves the site');
  }
  if (io.stat(target)?.kind !== 'folder') {
    return broken('link-outside', link, 'does not point to a folder');
  }
  const around = isBelow(target, io.realPath(path.dirname(absolute)));
  return around ? broken('link-outside', link, 'points to a folder that it lies in') : null;
}

function broken(code: string, { path: file }: Entry, what: string): Problem {
  const hint = 'Let it point to a folder inside the site, or put the posts in its place.';
  return { code, severity: 'error', message: `The link ${file} ${what}`, hint, file };
}
