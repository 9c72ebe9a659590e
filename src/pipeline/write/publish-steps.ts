/**
 * In which order staged files are published: new paths first, so that no page links to one that isn't there
 * yet, then changed ones. A new folder is one rename, with all that is in it: a clean build has a great many
 * files.
 */
import path from 'node:path';
import type { PageKind } from '../../model/page.js';
import type { StagedFile } from '../../model/staged.js';

/** What one rename publishes. */
export interface PublishStep {
  /** Below the destination, which has no such folder; null: the one file is renamed itself. */
  readonly folder: string | null;
  readonly files: readonly StagedFile[];
}

export interface PublishSteps {
  readonly steps: readonly PublishStep[];
  /** Folders that have to be made first, parents first: those that no step brings. */
  readonly folders: readonly string[];
}

const ORDER: Readonly<Record<PageKind, number>> = {
  static: 0,
  post: 1,
  list: 2,
  document: 3,
  generated: 4,
};

/** `missing` are folders that the destination has not, parents first. */
export function publishSteps(
  files: readonly StagedFile[],
  missing: readonly string[],
): PublishSteps {
  const topmost = new Map<string, string>();
  for (const folder of missing) {
    topmost.set(folder, topmost.get(path.posix.dirname(folder)) ?? folder);
  }
  const inFolders = new Map<string, StagedFile[]>();
  for (const file of files) {
    const top = topmost.get(path.posix.dirname(file.output));
    if (top === undefined) continue;
    const others = inFolders.get(top);
    if (others === undefined) inFolders.set(top, [file]);
    else others.push(file);
  }
  const whole = new Set<string>();
  for (const [folder, its] of inFolders) {
    if (its.every(({ isInNewFolder }) => isInNewFolder)) whole.add(folder);
  }
  const single = files.filter(
    ({ output }) => !whole.has(topmost.get(path.posix.dirname(output)) ?? ''),
  );
  const steps: PublishStep[] = [
    ...single.map((file) => ({ folder: null, files: [file] })),
    ...[...whole].map((folder) => ({ folder, files: inFolders.get(folder) ?? [] })),
  ];
  const ranks = new Map(steps.map((step) => [step, rankOf(step)]));
  steps.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  return { steps, folders: missing.filter((folder) => !whole.has(topmost.get(folder) ?? '')) };
}

/** Of a folder that of its first file. */
function rankOf({ files }: PublishStep): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { found, kind } of files) {
    const isChanged = Number(found !== null);
    least = Math.min(least, 10 * isChanged + ORDER[kind]);
  }
  return least;
}
