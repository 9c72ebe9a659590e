/** What a site says of its finews where no other machine finds it: CI least of all. */
import path from 'node:path';
import { isBelow, nameBelow } from '../../formats/urls/paths.js';
import type { Installation } from '../../platform/packages/own-package.js';
import type { Advice } from '../types.js';

/** Null: whoever clones the site can install it. `site` is absolute. */
export function packageAdvice(
  { place }: Installation,
  site: string,
  version: string,
): Advice | null {
  if (place === null || (isBelow(site, place) && path.extname(place) === '.tgz')) return null;
  const from = quoted(nameBelow(site, place));
  return {
    what: `finews is installed from ${from}, which is on this machine only: CI has no such file`,
    todo: `Keep the package in the site, and commit it: npm pack --ignore-scripts ${from} && npm install ./finews-${version}.tgz`,
  };
}

/** As a comment of a workflow; empty: there is nothing to say. */
export function asComment(advice: Advice | null): string {
  return advice === null ? '' : `# ${advice.what}.\n# ${advice.todo}\n`;
}

function quoted(name: string): string {
  return /^[\w./@:+~-]+$/.test(name) ? name : `"${name.replace(/["$`\\]/g, '\\$&')}"`;
}
