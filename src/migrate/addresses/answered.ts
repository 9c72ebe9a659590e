/** What answers an address: as static hosts find files. */

import path from 'node:path';
import { candidatesOf } from '../../formats/urls/host-rule.js';
import type { Io } from '../../model/io.js';
import type { BuiltBeside } from '../beside.js';

/** The output that answers; null: none. `address` is decoded. */
export function answerOf(address: string, outputs: ReadonlySet<string>): string | null {
  const isFolder = address.endsWith('/');
  const segments = address.split('/').filter((segment) => segment !== '');
  return (
    candidatesOf({ segments, isFolder }).find(({ output }) => outputs.has(output))?.output ?? null
  );
}

/** Where a page of nothing but a redirect leads to; null: it is another file. */
export function redirectIn(file: string, io: Io): string | null {
  if (!/\.x?html?$/i.test(file)) return null;
  const stat = io.stat(file);
  if (stat === undefined || stat.size > MOST_OF_A_REDIRECT) return null;
  const text = io.read(file).toString('utf8');
  const refresh = /<meta[^>]+http-equiv=["']?refresh["']?[^>]*>/i.exec(text)?.[0] ?? '';
  return /url=\s*([^"'>]+)/i.exec(refresh)?.[1]?.trim() ?? null;
}

/** Bytes. */
const MOST_OF_A_REDIRECT = 4096;

/** Sources by the output that they are published at. */
export function sourcesByOutput({ site }: Pick<BuiltBeside, 'site'>): ReadonlyMap<string, string> {
  return new Map(
    [...site.documents, ...site.posts].map(({ output, path: file }) => [output, file]),
  );
}

/** A built page of the site, absolute. */
export function builtFile({ folder }: Pick<BuiltBeside, 'folder'>, output: string): string {
  return path.join(folder, output);
}
