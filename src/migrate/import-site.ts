/**
 * A site of another generator, moved: its stories are written into a folder beside as finews has them,
 * built there, and each one's address is compared with the one that it had. Nothing else is touched.
 */
import path from 'node:path';
import type { Effects } from '../model/io.js';
import { SiteError } from '../model/problem.js';
import { configure } from '../pipeline/configure/configure.js';
import { compareAddresses } from './addresses/compare-addresses.js';
import { readFormer } from './addresses/former-addresses.js';
import { type BesideWork, type BuiltBeside, buildBeside } from './beside.js';
import { withPermalink, withRedirects } from './changes/address-keys.js';
import { applyChanges } from './changes/apply-changes.js';
import { proposeChanges } from './changes/propose-changes.js';
import { readFeed } from './feeds/read-feed.js';
import { readWordPress } from './feeds/read-wordpress.js';
import type { MigrateOptions, MigrateWork } from './migrate-options.js';
import { counterpartsOf } from './plugins/counterparts.js';
import { type ForeignSite, formerOf, type ReadForeign } from './sources/foreign-site.js';
import { createForeignWriter, type ForeignWriter } from './sources/foreign-writer.js';
import { readEleventy } from './sources/read-eleventy.js';
import { readHexo } from './sources/read-hexo.js';
import { readHugo } from './sources/read-hugo.js';
import { yamlText } from './sources/yaml-text.js';
import type { AddressSource, FormerAddress, Migration } from './types.js';

export const GENERATORS = ['hexo', 'hugo', 'eleventy', 'wordpress', 'rss'] as const;
export type Generator = (typeof GENERATORS)[number];

const READERS: Readonly<Record<Generator, ReadForeign>> = {
  hexo: readHexo,
  hugo: readHugo,
  eleventy: readEleventy,
  wordpress: readWordPress,
  rss: readFeed,
};

export interface ImportOptions extends MigrateOptions {
  readonly from: Generator;
  /** A folder, or an exported file; default: the source. */
  readonly input?: string;
  /** Where the new site will lie, absolute. */
  readonly home: string;
}

export interface ImportedSite {
  readonly migration: Migration;
  /** The new site's files, absolute; gone with the work's folder. */
  readonly folder: string;
}

/** Throws `SiteError` where the site can't be read, or what it became can't be built. */
export async function importSite(options: ImportOptions, work: MigrateWork): Promise<ImportedSite> {
  const { effects } = work;
  const { io } = effects;
  const place = path.resolve(options.input ?? options.source ?? '.');
  if (io.stat(place) === undefined) {
    throw SiteError.of(
      'migrate-source',
      `${place} isn't there`,
      'Name the site’s folder, or the exported file.',
    );
  }
  const folder = path.join(work.folder, 'site');
  io.makeFolder(path.join(folder, '_posts'));
  const writer = createForeignWriter(folder, io);
  const foreign = await READERS[options.from]({ place, io, sink: writer });
  writeSite(folder, foreign, writer, effects);
  return { migration: await settled({ options, work, place, folder, writer, foreign }), folder };
}

interface Importing {
  readonly options: ImportOptions;
  readonly work: MigrateWork;
  /** Of the old site, absolute. */
  readonly place: string;
  /** Of the new one. */
  readonly folder: string;
  readonly writer: ForeignWriter;
  readonly foreign: ForeignSite;
}

function writeSite(
  folder: string,
  { config, slugs }: ForeignSite,
  writer: ForeignWriter,
  { io }: Effects,
): void {
  io.write(path.join(folder, '_config.yml'), yamlText(config));
  for (const [name, map] of Object.entries(slugs)) {
    if (map.size === 0) continue;
    io.makeFolder(path.join(folder, '_data'));
    const entries = [...map].map(([slug, term]) => [slug, { name: term }]);
    io.write(path.join(folder, '_data', `${name}.yml`), yamlText(Object.fromEntries(entries)));
  }
  const { pictures } = writer;
  if (pictures.size > 0)
    io.write(path.join(folder, 'pictures.txt'), `${[...pictures].join('\n')}\n`);
}

/** Stories get the address that they had, lists a page that leads on; then it is built and compared. */
async function settled(importing: Importing): Promise<Migration> {
  const { options, work, folder, writer, place } = importing;
  const { effects, templateCache, machineZone } = work;
  const { io } = effects;
  const { against: _, input: __, from: ___, theme: ____, home, gone = [], ...rest } = options;
  const own = { ...rest, source: folder, allowEmpty: true };
  const besideIn = (name: string): BesideWork & { readonly gone: readonly string[] } => {
    const at = path.join(work.folder, name);
    io.makeFolder(at);
    return { options: own, effects, folder: at, templateCache, machineZone, gone };
  };
  const first = await buildBeside(besideIn('first'), 'plain');
  keepAddresses(first, importing);
  leadLists(first, importing);
  const { value: config } = configure(own, effects);
  const { sources, former } = await formerIn(importing, config.baseurl);
  const proposed = await compareAddresses(
    former,
    await buildBeside(besideIn('second'), 'plain'),
    besideIn('second'),
  );
  const input = { options: own, config, work, home };
  const { changes, advice } = proposeChanges({ ...input, comparison: proposed });
  applyChanges(folder, changes, io);
  const last = await buildBeside(besideIn('last'), 'plain');
  const { compared } = await compareAddresses(former, last, besideIn('last'));
  return {
    site: folder,
    imported: {
      from: options.from,
      place,
      stories: writer.stories.length,
      files: writer.copies,
      pictures: [...writer.pictures],
    },
    against: sources,
    posts: last.result.posts,
    dates: null,
    addresses: compared,
    counterparts: [
      ...writer.tags,
      ...counterpartsOf(last, io).filter(({ kind }) => kind !== 'tag'),
    ],
    texts: null,
    advice: [...writer.advice, ...pictureAdvice(writer), ...advice],
    changes: [],
    problems: last.result.problems,
  };
}

function pictureAdvice({ pictures }: ForeignWriter): Migration['advice'] {
  if (pictures.size === 0) return [];
  return [
    {
      what: `Pictures lie on other hosts: pictures.txt lists them (${pictures.size})`,
      todo: 'Fetch those that are yours into the site: wget -x -nH -i pictures.txt',
    },
  ];
}

/** Where a story came out elsewhere than it was, it says its own address, or leads on from it. */
function keepAddresses({ site }: BuiltBeside, { writer, work, folder, foreign }: Importing): void {
  const { io } = work.effects;
  const urls = new Map(site.posts.map(({ path: file, url }) => [file, decodeURI(url)]));
  for (const { path: name, address, kind } of writer.stories) {
    const url = urls.get(name);
    if (kind !== 'post' || address === null || url === undefined || url === address) continue;
    const file = path.join(folder, name);
    const before = io.read(file);
    const keeps = foreign.keeps === 'permalink' ? withPermalink : withRedirect;
    io.write(file, keeps(before, address) ?? before);
  }
}

function withRedirect(bytes: Buffer, address: string): Buffer | null {
  return withRedirects(bytes, [address]);
}

/** A list that finews makes elsewhere, or not at all, leads to the index. */
function leadLists({ outputs }: BuiltBeside, { foreign, folder, work }: Importing): void {
  const { io } = work.effects;
  const has = (address: string): boolean => outputs.has(`${address.slice(1)}index.html`);
  const missing = foreign.lists.filter((address) => /^\/[^/]+\/$/.test(address) && !has(address));
  for (const address of missing) {
    const file = path.join(folder, `${address.slice(1, -1)}.md`);
    if (io.stat(file) !== undefined) continue;
    io.write(
      file,
      `---\n${yamlText({ permalink: address, redirect_to: '/', sitemap: false })}---\n`,
    );
  }
}

async function formerIn(
  { options, work, writer, foreign, place }: Importing,
  baseurl: string,
): Promise<{
  readonly sources: readonly AddressSource[];
  readonly former: readonly FormerAddress[];
}> {
  const { io } = work.effects;
  if (options.against !== undefined && options.against.length > 0) {
    const read = [];
    for (const one of options.against)
      read.push(await readFormer(path.resolve(one), { io, baseurl, published: ' ' }));
    const all = read.flatMap(({ addresses }) => addresses);
    return { sources: read.map(({ source }) => source), former: all };
  }
  const own = writer.stories.flatMap(({ address }) => address ?? []);
  const former = formerOf([...own, ...foreign.lists]);
  const source = { kind: 'generator', path: place, addresses: former.length } as const;
  return { sources: [source], former };
}
