/**
 * Keys of the config that give lists the addresses that they had: of terms, archives and numbered pages,
 * which plugins or stub pages made; and files that finews leaves out unless they are named.
 */

import path from 'node:path';
import { slugify } from '../../formats/urls/slug.js';
import { isMap } from '../../model/data.js';
import type { BesideWork, BuiltBeside } from '../beside.js';
import type { ConfigValue, FormerAddress } from '../types.js';
import type { KeyTrial } from './key-trials.js';

/** The key of each address that one may keep. */
type Votes = Map<string, { readonly value: ConfigValue; readonly addresses: Set<string> }[]>;

export function listKeys(
  missing: readonly FormerAddress[],
  beside: BuiltBeside,
  work: BesideWork,
): KeyTrial {
  const { values } = beside.site.config;
  const votes: Votes = new Map();
  const vote = (key: string, value: ConfigValue, address: string): void => {
    const all = votes.get(key) ?? [];
    const one = all.find((other) => other.value === value);
    if (one === undefined) all.push({ value, addresses: new Set([address]) });
    else one.addresses.add(address);
    votes.set(key, all);
  };
  const terms = termsBySlug(beside);
  for (const { path: address } of missing) {
    termVote(address, terms, vote);
    archiveVote(address, beside, vote);
    numberVote(address, beside, vote);
  }
  const left = missing.flatMap(({ path: address }) => leftOut(address, work) ?? []);
  const keys = new Map<string, ConfigValue>();
  const keyOf = new Map<string, string>();
  for (const [key, all] of votes) {
    const [most] = all.sort((a, b) => b.addresses.size - a.addresses.size);
    if (most === undefined || isSet(values, key)) continue;
    keys.set(key, most.value);
    for (const address of most.addresses) keyOf.set(address, key);
  }
  if (left.length > 0) {
    const { include } = beside.site.config;
    keys.set('include', [...include, ...left]);
    for (const name of left) keyOf.set(`/${name}`, 'include');
  }
  return {
    name: 'lists',
    keys,
    keyOf: ({ path: address }) => keyOf.get(address) ?? [...keys.keys()][0] ?? '',
    reason: 'list',
    why: (key) =>
      key === 'include'
        ? 'finews leaves such a file out unless `include` names it'
        : 'a plugin made this list; finews makes it where the config asks for it',
  };
}

type Vote = (key: string, value: ConfigValue, address: string) => void;

type TermsBySlug = ReadonlyMap<string, ReadonlySet<'category' | 'tag'>>;

function termsBySlug({ site }: BuiltBeside): TermsBySlug {
  const found = new Map<string, Set<'category' | 'tag'>>();
  for (const [type, terms] of [
    ['category', site.categories],
    ['tag', site.tags],
  ] as const) {
    for (const { slug, key } of terms) {
      for (const name of new Set([slug, slugify(key)])) {
        found.set(name, (found.get(name) ?? new Set()).add(type));
      }
    }
  }
  return found;
}

const TERM = /^(\/.+\/)([^/]+?)(\/|\.html)$/;

function termVote(address: string, terms: TermsBySlug, vote: Vote): void {
  const [, before = '', name = '', after = ''] = TERM.exec(address) ?? [];
  const types = terms.get(name);
  if (types === undefined) return;
  const isTag = types.has('tag') && (!types.has('category') || /tag/i.test(before));
  vote(isTag ? 'tag_permalink' : 'category_permalink', `${before}:slug${after}`, address);
}

const DATED = /^(\/(?:.*\/)?)(\d{4})(?:\/(\d{2}))?(?:\/(\d{2}))?(\/|\.html)$/;

function archiveVote(address: string, { site }: BuiltBeside, vote: Vote): void {
  const match = DATED.exec(address);
  if (match === null) return;
  const [, before, year, month, day, after] = match;
  const type = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  const parts = [':year', ...(month === undefined ? [] : [':month']), ...(day ? [':day'] : [])];
  const isThere = site.posts.some(({ url }) => url.includes(`/${year}/`)) || site.posts.length > 0;
  if (isThere) vote(`archive_permalinks.${type}`, `${before}${parts.join('/')}${after}`, address);
}

const NUMBERED = /^(\/(?:.*\/)?page[-:/]?)(\d+)(\/|\.html|)$/i;

function numberVote(address: string, { site }: BuiltBeside, vote: Vote): void {
  const [, before, , after = ''] = NUMBERED.exec(address) ?? [];
  if (before === undefined) return;
  vote('paginate_path', `${before}:num${after}`, address);
  const { pagination } = site.config.values;
  const number = isMap(pagination) ? pagination['per_page'] : undefined;
  vote('paginate', typeof number === 'number' ? number : 10, address);
}

function isSet(values: Readonly<Record<string, unknown>>, key: string): boolean {
  const [top = '', inner] = key.split('.');
  const value = values[top];
  if (inner === undefined) return value !== undefined && value !== null && key !== 'paginate_path';
  return typeof value === 'object' && value !== null && inner in value;
}

/** A file of the site's own at that very place, which only `include` brings in; null: none. */
function leftOut(address: string, { options, effects: { io } }: BesideWork): string | null {
  const name = address.slice(1);
  if (name === '' || name.endsWith('/') || /^(?:node_modules|vendor)\//.test(name)) return null;
  const file = path.resolve(options.source ?? '.', name);
  if (io.stat(file)?.kind !== 'file') return null;
  return /[*?[\]{}!]/.test(name) ? null : name;
}
