/** Why nothing stands at an address any more, and what to do about it. */

import path from 'node:path';
import { foldPath } from '../../formats/text/fold.js';
import { parsePostName } from '../../formats/urls/file-name.js';
import type { Io } from '../../model/io.js';
import { memoizeByObject } from '../../platform/memoize.js';
import type { BesideWork, BuiltBeside } from '../beside.js';
import type { FormerAddress, LostAddress } from '../types.js';
import { lastName } from './address-forms.js';

type LossReason = Omit<LostAddress, 'address'>;

export function whyLost(one: FormerAddress, beside: BuiltBeside, work: BesideWork): LostAddress {
  const loss =
    setAside(one, beside) ??
    heldPost(one, beside, work) ??
    uncompiled(one, beside, work) ??
    themeFile(one, beside) ??
    withoutUrl(one, beside) ??
    feedOf(one) ??
    UNKNOWN;
  return { address: one.path, ...loss };
}

const UNKNOWN: LossReason = {
  why: 'nothing in the site makes it: a plugin did, a file that is gone, or a program before the build',
  todo: 'Put a page with `permalink` and `redirect_to` there, name it in `redirect_from` of the page that takes its place, or let it go: `--gone`.',
  remedy: null,
};

function setAside({ path: address }: FormerAddress, { result }: BuiltBeside): LossReason | null {
  const name = foldPath(lastName(address));
  const problem = result.problems.find(
    ({ fate, file }) => fate === 'set-aside' && file !== undefined && nameOf(file) === name,
  );
  if (problem === undefined) return null;
  const why = `${problem.file} is set aside: ${problem.message}`;
  return { why, todo: problem.hint ?? `See ${problem.code} in docs/problems.md.`, remedy: null };
}

function nameOf(file: string): string {
  return foldPath(parsePostName(file.split('/').at(-1) ?? '').slug);
}

/** A post's file that is there and not published. */
function heldPost(one: FormerAddress, { site }: BuiltBeside, work: BesideWork): LossReason | null {
  const name = foldPath(lastName(one.path));
  const published = new Set(site.posts.map(({ path: file }) => file));
  const file = postFiles(work).find((post) => nameOf(post) === name && !published.has(post));
  if (file === undefined) return null;
  return {
    why: `${file} is held: a draft, \`published: false\`, or dated later than now`,
    todo: 'Publish it, or take its address as gone.',
    remedy: null,
  };
}

const OUTSIDE = ['.git', '.finews', '_site', 'public', '**/node_modules', 'vendor'];

const postFiles = memoizeByObject((work: BesideWork): readonly string[] => {
  const entries = work.effects.io.walk(path.resolve(work.options.source ?? '.'), OUTSIDE);
  return entries.flatMap(({ path: name, kind }) =>
    kind === 'file' && /(?:^|\/)_(?:posts|drafts)\//.test(name) ? [name] : [],
  );
});

/** A style sheet that Sass makes. */
function uncompiled(one: FormerAddress, _: BuiltBeside, work: BesideWork): LossReason | null {
  const [, stem, map] = /^\/(.+)\.css(\.map)?$/.exec(one.path) ?? [];
  if (stem === undefined) return null;
  const source = path.resolve(work.options.source ?? '.');
  const sass = [`${stem}.scss`, `${stem}.sass`].find(
    (name) => work.effects.io.stat(path.join(source, name))?.kind === 'file',
  );
  if (sass === undefined) return null;
  const why =
    map === undefined
      ? `${sass} is Sass, and nothing compiles it`
      : `it is the map of what is made of ${sass}, for who looks for faults in that`;
  return {
    why,
    todo: namesSass(source, work.effects.io)
      ? 'Run `npm install`, for package.json names `sass`, and check once more.'
      : '`--write` names `sass` in package.json; then run `npm install`, and check once more.',
    remedy: null,
  };
}

/** Installed or not. */
function namesSass(source: string, io: Io): boolean {
  const file = path.join(source, 'package.json');
  return io.stat(file)?.kind === 'file' && /"sass"\s*:/.test(io.read(file).toString('utf8'));
}

function themeFile(
  { path: address }: FormerAddress,
  { site, result }: BuiltBeside,
): LossReason | null {
  const isAbsent = result.problems.some(({ code }) => code === 'theme-absent');
  if (!isAbsent || !address.startsWith('/assets/')) return null;
  const { theme, remote_theme: remote } = site.config.values;
  const name = [theme, remote].find((one) => typeof one === 'string') ?? '';
  return {
    why: `it is a file of the theme ${name}, which is not in the site`,
    todo: '`--write` copies the theme in where it finds it; else name its folder: `--theme <folder>`.',
    remedy: null,
  };
}

/** What machines read has whole addresses, which Jekyll's plugins leave out where nobody says the first part. */
function withoutUrl({ path: address }: FormerAddress, { site }: BuiltBeside): LossReason | null {
  if (site.config.base !== null) return null;
  if (!/\/(?:(?:index|feed|rss|atom|sitemap)\.xml|robots\.txt)$/.test(address)) return null;
  return {
    why: 'the config has no `url`, and without it there are neither feeds nor sitemaps',
    todo: 'Write it, as in `url: https://www.example.org`, and check once more.',
    remedy: null,
  };
}

/** Readers of feeds follow no page that leads on. */
function feedOf({ path: address }: FormerAddress): LossReason | null {
  if (!/\/(?:index|feed|rss|atom)\.xml$|\/feed\/$/.test(address)) return null;
  return {
    why: 'it is a feed of a list; finews has one of the site, and those of categories and tags with five posts beside their pages',
    todo: 'Have the host lead it on (`redirects: {netlify: true}` or `nginx`), or let it go: `--gone`.',
    remedy: null,
  };
}
