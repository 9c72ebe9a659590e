/**
 * Looks, before the first rename, at what stands where a folder or a file must be: stale files of
 * finews' own make way, anything else is refused while the published site is still as it was.
 */
import path from 'node:path';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import { SiteError } from '../../model/problem.js';
import type { StagedFile } from '../../model/staged.js';

export interface Way {
  /** Stale outputs that go before anything is published. */
  readonly blocking: readonly string[];
  /** Folders to make, parents first. */
  readonly missing: readonly string[];
}

/** `stale` are outputs that may be deleted. Throws `SiteError` when something else is in the way. */
export async function surveyWay(
  files: readonly StagedFile[],
  stale: ReadonlySet<string>,
  config: Config,
  io: Io,
): Promise<Way> {
  const at = (output: string): string => path.join(config.destination, output);
  const missing: string[] = [];
  const blocking: string[] = [];
  for (const folder of foldersOf(files.map((file) => file.output))) {
    const kind = io.stat(at(folder))?.kind;
    if (kind === 'folder') continue;
    missing.push(folder);
    if (kind === undefined) continue;
    if (kind !== 'file' || !stale.has(folder)) throw blocked(at(folder), kind, 'folder');
    blocking.push(folder);
  }
  for (const { output, found } of files) {
    if (found !== 'folder') continue;
    const inside = [...stale].filter((other) => other.startsWith(`${output}/`));
    if (!(await holdsOnly(inside, output, config, io))) throw blocked(at(output), found, 'file');
    blocking.push(...inside);
  }
  return { blocking, missing };
}

/** Every folder above an output, parents first. */
function foldersOf(outputs: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  const add = (folder: string): void => {
    if (folder === '.' || folders.has(folder)) return;
    add(path.posix.dirname(folder));
    folders.add(folder);
  };
  for (const output of outputs) add(path.posix.dirname(output));
  return folders;
}

/** Whether the folder at `output` is empty when `inside` is gone. */
async function holdsOnly(
  inside: readonly string[],
  output: string,
  config: Config,
  io: Io,
): Promise<boolean> {
  const ours = new Set([...inside, ...foldersOf(inside)]);
  const entries = await io.list(path.join(config.destination, output), []);
  return entries.every((entry) => ours.has(`${output}/${entry.path}`));
}

function blocked(file: string, kind: string, needed: string): SiteError {
  return new SiteError([
    {
      code: 'destination-blocked',
      severity: 'error',
      message: `${file} is a ${kind} where finews needs a ${needed}`,
      hint: 'Remove it, or run `finews clean` and build again.',
    },
  ]);
}
