/**
 * In which order staged files are published: new paths first, stories before lists, so that hardly a page links
 * to one that isn't there yet; then changed ones. A new folder is one rename, with all that is in it: a clean
 * build has a great many files.
 */
import path from 'node:path';
import { foldPath } from '../../formats/text/fold.js';
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

/** `missing` are folders that the destination has not, parents first; `isEachMade`: none of them is renamed. */
export function publishSteps(
  files: readonly StagedFile[],
  missing: readonly string[],
  isEachMade = false,
): PublishSteps {
  const topmost = new Map<string, string>();
  for (const folder of missing) {
    topmost.set(folder, topmost.get(path.posix.dirname(folder)) ?? folder);
  }
  const topOf = ({ output }: StagedFile): string | undefined =>
    topmost.get(path.posix.dirname(output));
  const spellings = new Map<string, Set<string>>();
  for (const top of topmost.values()) gather(spellings, foldPath(top), top);
  const inFolders = new Map<string, StagedFile[]>();
  for (const file of files) {
    const top = topOf(file);
    if (top === undefined) continue;
    const others = inFolders.get(top);
    if (others === undefined) inFolders.set(top, [file]);
    else others.push(file);
  }
  const whole = new Set<string>();
  for (const [folder, its] of inFolders) {
    // On a disk that folds case two spellings are one folder, of which the first rename would take all.
    const isAlone = spellings.get(foldPath(folder))?.size === 1;
    if (!isEachMade && isAlone && its.every(({ isInNewFolder }) => isInNewFolder))
      whole.add(folder);
  }
  const isWhole = (top: string | undefined): boolean => top !== undefined && whole.has(top);
  const single = files.filter((file) => !isWhole(topOf(file)));
  const steps: PublishStep[] = [
    ...single.map((file) => ({ folder: null, files: [file] })),
    ...[...whole].map((folder) => ({ folder, files: inFolders.get(folder) ?? [] })),
  ];
  const ranks = new Map(steps.map((step) => [step, rankOf(step)]));
  steps.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  return { steps, folders: missing.filter((folder) => !isWhole(topmost.get(folder))) };
}

function gather(all: Map<string, Set<string>>, key: string, name: string): void {
  const names = all.get(key);
  if (names === undefined) all.set(key, new Set([name]));
  else names.add(name);
}

/** Of a folder that of its last file: what it links to is there then. */
function rankOf({ files }: PublishStep): number {
  let most = 0;
  for (const { found, kind } of files) {
    most = Math.max(most, 10 * Number(found !== null) + ORDER[kind]);
  }
  return most;
}
