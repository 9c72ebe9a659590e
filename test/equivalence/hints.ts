/** What a watcher would tell of: files of a site that are others than they were when last asked. */
import fs from 'node:fs';
import path from 'node:path';
import { readTree } from '../support/site.js';

/** Absolute paths of what came, went or changed; null: what is published did, which nobody watches. */
export function createHints(root: string): () => readonly string[] | null {
  let before = new Map<string, string>();
  return () => {
    const now = treeOf(root);
    const names = new Set([...before.keys(), ...now.keys()]);
    const changed = [...names].filter((name) => before.get(name) !== now.get(name));
    before = now;
    const isPublished = (name: string): boolean => name.startsWith(`public${path.sep}`);
    return changed.some(isPublished) ? null : changed.map((name) => path.join(root, name));
  };
}

/** With the time of each, for to touch a file is to change it. */
function treeOf(root: string): Map<string, string> {
  const mark = (name: string): string => {
    const { mtimeMs, ino } = fs.statSync(path.join(root, name));
    return `${mtimeMs} ${ino}`;
  };
  return new Map([...readTree(root)].map(([name, text]) => [name, `${mark(name)}\n${text}`]));
}
