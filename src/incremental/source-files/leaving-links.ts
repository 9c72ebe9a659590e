/** Only regular files inside the site are read: links that leave it, pipes and devices never are. */
import path from 'node:path';
import { isBelow } from '../../formats/urls/paths.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import { type Problem, WHOLE } from '../../model/problem.js';
import type { ProblemCode } from '../../model/problem-code.js';

/** Whether there is nothing to say of an entry: a folder, and what is in it was listed. */
export function isListedFolder({ path: name, kind }: Entry): boolean {
  return kind === 'folder' && !name.includes('\uFFFD');
}

/** Why an entry that isn't a regular file may not be read; null when it may (a link inside). */
export function refusal(entry: Entry, config: Config, io: Io): Problem | null {
  if (entry.path.includes('\uFFFD')) {
    const [what, lost] =
      entry.kind === 'folder' ? ['folder', ' with all that is in it'] : ['file', ''];
    const message = `The ${what} name is not valid UTF-8, so the ${what} is left out${lost}`;
    return setAside('file-name', entry, message, `Rename the ${what}.`);
  }
  if (entry.kind === 'file') return null;
  if (entry.kind === 'link') return refusedLink(entry, config, io);
  const what = entry.kind === 'folder' ? 'a folder' : 'a pipe, socket or device';
  return setAside('not-a-file', entry, `This is ${what}, not a file`, 'Remove or rename it.');
}

function refusedLink(entry: Entry, config: Config, io: Io): Problem | null {
  const absolute = path.join(config.source, entry.path);
  let target: string;
  try {
    target = io.realPath(absolute);
  } catch {
    // Gone since the list was made, which whoever opens it finds.
    if (io.stat(absolute) === undefined) return null;
    return setAside('link-broken', entry, 'This link points to nothing', 'Remove it.');
  }
  const outside = !isBelow(io.realPath(config.source), target);
  if (!outside && io.stat(target)?.kind === 'file') return null;
  const where = outside ? 'leaves the site' : 'does not point to a file';
  return setAside('link-outside', entry, `This link ${where}`, 'Copy the file into the site.');
}

/** Links, pipes and folders have no lines. */
export function setAside(code: ProblemCode, entry: Entry, message: string, hint: string): Problem {
  const place = entry.kind === 'file' ? WHOLE : {};
  return {
    code,
    severity: 'warning',
    message,
    hint,
    file: entry.path,
    ...place,
    fate: 'set-aside',
  };
}
