/**
 * The output of a watching process may go to a file of the very site that it watches (`> log.txt`):
 * each build's report would be the next change, for ever. Such a file is no part of the site.
 */
import path from 'node:path';
import { isBelow, nameBelow } from '../formats/urls/paths.js';
import type { Io } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';

/** Linux' names of standard output and error; other systems don't say which files these are. */
const OUTPUTS = ['/proc/self/fd/1', '/proc/self/fd/2'];

export function withoutOwnOutput(options: BuildOptions, io: Pick<Io, 'realPath'>): BuildOptions {
  const source = path.resolve(options.source ?? '.');
  const names = OUTPUTS.flatMap((output) => nameIn(source, output, io));
  if (names.length === 0) return options;
  const files = names.map((name) => path.join(source, name));
  return { ...options, leaveOut: [...(options.leaveOut ?? []), ...files] };
}

/** None for a terminal, a pipe, and a file elsewhere. */
function nameIn(source: string, output: string, io: Pick<Io, 'realPath'>): readonly string[] {
  try {
    const [folder, file] = [io.realPath(source), io.realPath(output)];
    return isBelow(folder, file) ? [nameBelow(folder, file)] : [];
  } catch {
    return [];
  }
}
