/** A Hexo site: `_config.yml`, `source/_posts`, `source/_drafts`, pages and files in `source`. */
import path from 'node:path';
import { createZone, fromLocal, isZone } from '../../formats/dates/zone.js';
import { parseTrustedYaml } from '../../formats/front-matter/yaml.js';
import { isMap } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import { SiteError } from '../../model/problem.js';
import type { ForeignInput, ForeignStory, FrontKeys, ReadForeign } from './foreign-site.js';
import { hexoAddress, hexoName, hexoSlug } from './hexo-addresses.js';
import { withoutHexoTags } from './hexo-tags.js';
import {
  dateIn,
  type ForeignDate,
  type ForeignText,
  isOff,
  mapIn,
  readForeignText,
  textIn,
  textsIn,
} from './read-front.js';
import { tagPlaces } from './tag-places.js';

interface HexoStory extends ForeignStory {
  readonly bodyLine: number;
}

interface HexoSite {
  readonly input: ForeignInput;
  readonly config: FrontKeys;
  /** Absolute. */
  readonly source: string;
  readonly zone: string;
  readonly terms: { readonly tags: Map<string, string>; readonly categories: Map<string, string> };
  readonly months: Set<string>;
  posts: number;
  /** Written once all addresses are known, for posts name each other. */
  readonly stories: HexoStory[];
}

export const readHexo: ReadForeign = async (input) => {
  const { place, io } = input;
  const config = configOf(place, io);
  const source = path.join(place, textIn(config['source_dir']) || 'source');
  if (io.stat(source)?.kind !== 'folder') {
    const hint = 'Name the folder that has Hexo’s _config.yml in it.';
    throw SiteError.of(
      'migrate-source',
      `${place} is no Hexo site: it has no ${path.basename(source)}`,
      hint,
    );
  }
  const timezone = textIn(config['timezone']);
  const terms = { tags: new Map<string, string>(), categories: new Map<string, string>() };
  const zone = isZone(timezone) ? timezone : 'UTC';
  const site: HexoSite = {
    input,
    config,
    source,
    zone,
    terms,
    months: new Set(),
    posts: 0,
    stories: [],
  };
  const assets = config['post_asset_folder'] === true;
  const found = io.walk(source, ['**/node_modules', '**/.git']);
  for (const { path: name, kind } of found) {
    if (kind !== 'file') continue;
    if (name.startsWith('_posts/') && isText(name)) await readPost(site, name, 'post');
    else if (name.startsWith('_drafts/') && isText(name)) await readPost(site, name, 'draft');
    else if (!/(?:^|\/)[_.]/.test(name)) await readPageOrFile(site, name);
  }
  if (assets)
    await copyAssets(
      site,
      found.map((one) => one.path),
    );
  adviseZone(site, timezone);
  writeStories(site);
  return {
    config: configFor(site),
    slugs: { tags: terms.tags, categories: terms.categories },
    lists: listsOf(site),
    keeps: 'permalink',
  };
};

function configOf(place: string, io: Io): FrontKeys {
  const file = ['_config.yml', '_config.yaml']
    .map((name) => path.join(place, name))
    .find((name) => io.stat(name)?.kind === 'file');
  if (file === undefined) return {};
  const { value, problems } = parseTrustedYaml(io.read(file).toString('utf8'), path.basename(file));
  if (problems.some(({ severity }) => severity === 'error')) throw new SiteError(problems);
  return value !== null && isMap(value) ? value : {};
}

function isText(name: string): boolean {
  return /\.(?:md|markdown|mkd|mkdn|mdwn|mdtxt|mdtext|mdown|htm|html)$/i.test(name);
}

function adviseZone({ input, zone }: HexoSite, written: string): void {
  if (written === zone) return;
  input.sink.advise({
    what: 'Hexo’s config has no `timezone`: dates without an offset were in that of the machine it ran on',
    todo: 'Write it as `timezone` into the new _config.yml, such as Asia/Shanghai.',
  });
}

async function readPost(site: HexoSite, name: string, kind: 'post' | 'draft'): Promise<void> {
  const { input, config, source } = site;
  const { io } = input;
  const origin = `source/${name}`;
  const text = await readForeignText(io.read(path.join(source, name)));
  if (isUnreadable(text, origin, site)) return;
  const { front } = text;
  const below = name.slice(name.indexOf('/') + 1);
  const own = hexoName(below, textIn(config['new_post_name']) || ':title.md');
  const date = dateIn(front['date']) ?? own.date ?? fileDate(site, name, kind);
  const category = categoriesFor(site, front['categories'] ?? front['category']);
  for (const tag of textsIn(front['tags'] ?? front['tag']))
    addTerm(site, 'tags', tag, hexoSlug(tag, caseOf(config)));
  const pattern = textIn(config['permalink']) || ':year/:month/:day/:title/';
  const post = { front, name: own, date, category, time: timeOf(site, date) };
  const address = kind === 'post' ? hexoAddress(pattern, post) : null;
  if (!isOff(front['published']) && kind === 'post') {
    site.posts++;
    site.months.add(`${date.year}/${date.month}`);
  }
  site.stories.push({
    kind,
    day: `${date.year}-${date.month}-${date.day}`,
    name: own.title,
    ext: /\.html?$/i.test(name) ? '.html' : '.md',
    front: frontOf(front, date),
    body: text.body,
    bodyLine: text.bodyLine,
    address: isOff(front['published']) ? null : trimmed(address),
    origin,
  });
}

/** Told; Hexo leaves such a file out as well. */
function isUnreadable({ fault }: ForeignText, origin: string, { input }: HexoSite): boolean {
  if (fault === null) return false;
  input.sink.advise({
    what: `${origin} was left out: ${fault}`,
    todo: 'Mend its front matter, and run it again.',
  });
  return true;
}

/** Hexo takes the time of the file; the day of its last change is the nearest that is left of that. */
function fileDate({ input, source }: HexoSite, name: string, kind: 'post' | 'draft'): ForeignDate {
  const modified = input.io.stat(path.join(source, name))?.modified ?? 0;
  if (kind === 'post')
    input.sink.advise({
      what: `source/${name} has no date: the day of its file was taken`,
      todo: 'Write `date` into it.',
    });
  return (
    dateIn(new Date(modified).toISOString()) ?? {
      year: '1970',
      month: '01',
      day: '01',
      hour: '00',
      minute: '00',
      second: '00',
    }
  );
}

function timeOf({ zone }: HexoSite, date: ForeignDate): number {
  const [year, month, day, hour, minute, second] = Object.values(date).map(Number);
  return fromLocal(createZone(zone), {
    ...{ year: year ?? 0, month: month ?? 1, day: day ?? 1 },
    ...{ hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 },
  });
}

function caseOf(config: FrontKeys): number {
  return Number(config['filename_case'] ?? 0);
}

function addTerm(site: HexoSite, kind: 'tags' | 'categories', name: string, slug: string): void {
  const map = mapIn(site.config[kind === 'tags' ? 'tag_map' : 'category_map']);
  site.terms[kind].set(textIn(map[name]) || slug, name);
}

/** `[A, B]` is B below A; `[[A], [B]]` are two. The last one's slug, with those above. */
function categoriesFor(site: HexoSite, value: unknown): string {
  const fallback = textIn(site.config['default_category']) || 'uncategorized';
  const lists: readonly unknown[] =
    Array.isArray(value) && value.some(Array.isArray) ? value : [value];
  let last = fallback;
  for (const list of lists) {
    let above = '';
    for (const name of textsIn(list)) {
      const map = mapIn(site.config['category_map']);
      const slug = hexoSlug(textIn(map[name]) || name, caseOf(site.config));
      above = above === '' ? slug : `${above}/${slug}`;
      site.terms.categories.set(above, name);
      last = above;
    }
  }
  return last;
}

/** Keys with finews' names; the rest as they are. */
function frontOf(
  front: FrontKeys,
  { year, month, day, hour, minute, second }: ForeignDate,
): FrontKeys {
  const {
    title,
    date,
    updated,
    tags,
    tag,
    categories,
    category,
    permalink: _,
    layout: __,
    id: ___,
    ...rest
  } = front;
  const written = textIn(date);
  return {
    title: textIn(title) || undefined,
    date: /[+-]\d{2}:?\d{2}$|Z$/.test(written)
      ? written
      : `${year}-${month}-${day} ${hour}:${minute}:${second}`,
    last_modified_at: textIn(updated) || undefined,
    categories: unique(categories ?? category),
    tags: unique(tags ?? tag),
    ...rest,
  };
}

function unique(value: unknown): readonly string[] | undefined {
  const all = [...new Set(textsIn(value))];
  return all.length === 0 ? undefined : all;
}

/** `pretty_urls` takes endings off links, not off files. */
function trimmed(address: string | null): string | null {
  return address === null ? null : address.replace(/\/index\.html$/, '/').normalize('NFC');
}

function writeStories({ stories, input: { sink } }: HexoSite): void {
  const addresses = new Map(stories.map(({ name, address }) => [name, address]));
  const addressOf = (name: string): string | null => addresses.get(name) ?? null;
  for (const { body, bodyLine, ...story } of stories) {
    const placeOf = tagPlaces(body, { file: story.origin, line: bodyLine, column: 1 });
    const place = { sink, placeOf, addressOf };
    sink.story({ ...story, body: withoutHexoTags(body, place) });
  }
}

async function readPageOrFile(site: HexoSite, name: string): Promise<void> {
  const { input, source } = site;
  const { io, sink } = input;
  const file = path.join(source, name);
  if (!isText(name)) return sink.copy(file, name);
  const bytes = io.read(file);
  const text = await readForeignText(bytes);
  const isHtml = /\.html?$/i.test(name);
  if (isHtml && Object.keys(text.front).length === 0) return sink.copy(file, name);
  if (isUnreadable(text, `source/${name}`, site)) return;
  const stem = name.replace(/\.[^./]*$/, '');
  const own = textIn(text.front['permalink']);
  const address =
    own === '' ? `/${stem}.html`.replace(/(^|\/)index\.html$/, '$1') : `/${own.replace(/^\//, '')}`;
  const { title, date: _, updated: __, layout: ___, type: ____, ...rest } = text.front;
  const origin = `source/${name}`;
  site.stories.push({
    kind: 'page',
    day: null,
    name: stem,
    ext: isHtml ? '.html' : '.md',
    front: { title: textIn(title) || path.basename(stem), ...rest, permalink: address },
    body: text.body,
    bodyLine: text.bodyLine,
    address: address.normalize('NFC'),
    origin,
  });
}

/** What lies in a post's own folder is published beside it. */
async function copyAssets(
  { input, source, config }: HexoSite,
  names: readonly string[],
): Promise<void> {
  const posts = names.filter((name) => name.startsWith('_posts/') && isText(name));
  for (const post of posts) {
    const folder = `${post.replace(/\.[^./]*$/, '')}/`;
    const files = names.filter((name) => name.startsWith(folder) && !isText(name));
    if (files.length === 0) continue;
    const { front } = await readForeignText(input.io.read(path.join(source, post)));
    const own = hexoName(
      post.slice('_posts/'.length),
      textIn(config['new_post_name']) || ':title.md',
    );
    const date = dateIn(front['date']) ?? own.date;
    if (date === null) continue;
    const pattern = textIn(config['permalink']) || ':year/:month/:day/:title/';
    const address = hexoAddress(pattern, { front, name: own, date, category: '', time: 0 });
    if (address === null) continue;
    for (const file of files) {
      if (input.io.stat(path.join(source, file))?.kind !== 'file') continue;
      const to = `${address.slice(1).replace(/[^/]*$/, '')}${file.slice(folder.length)}`;
      input.sink.copy(path.join(source, file), to);
    }
  }
}

function folderOf(config: FrontKeys, key: string, usual: string): string {
  return textIn(config[key]).replace(/^\/|\/$/g, '') || usual;
}

function configFor({ config, zone }: HexoSite): FrontKeys {
  const root = textIn(config['root']).replace(/\/$/, '');
  const feed = mapIn(config['feed']);
  const [feedPath] = textsIn(feed['path']);
  const archives = folderOf(config, 'archive_dir', 'archives');
  const index = mapIn(config['index_generator']);
  const perPage = Number(index['per_page'] ?? config['per_page'] ?? 10);
  return {
    title: textIn(config['title']) || undefined,
    description: textIn(config['description']) || textIn(config['subtitle']) || undefined,
    author: textIn(config['author']) || undefined,
    url: textIn(config['url']).replace(/^(https?:\/\/[^/]+).*$/, '$1') || undefined,
    baseurl: root === '' ? undefined : root,
    lang: textsIn(config['language'])[0] ?? undefined,
    timezone: zone,
    permalink: '/:year/:month/:day/:title/',
    category_permalink: `/${folderOf(config, 'category_dir', 'categories')}/:slug/`,
    tag_permalink: `/${folderOf(config, 'tag_dir', 'tags')}/:slug/`,
    archive_permalinks: {
      year: `/${archives}/:year/`,
      month: `/${archives}/:year/:month/`,
      day: false,
    },
    paginate: perPage > 0 ? perPage : 1_000_000,
    paginate_path: `/${folderOf(config, 'pagination_dir', 'page')}/:num/`,
    pagination: { order: 'newest-first' },
    excerpt_separator: '<!-- more -->',
    feed: feedPath === undefined ? undefined : { path: `/${feedPath.replace(/^\//, '')}` },
  };
}

/** Of its usual generators. */
function listsOf(site: HexoSite): readonly string[] {
  const { config, terms, months } = site;
  if (site.posts === 0) return ['/'];
  const archives = folderOf(config, 'archive_dir', 'archives');
  const years = [...new Set([...months].map((month) => month.slice(0, 4)))];
  return [
    ...['/', `/${archives}/`],
    ...[...years, ...months].map((part) => `/${archives}/${part}/`),
    ...[...terms.categories.keys()].map(
      (slug) => `/${folderOf(config, 'category_dir', 'categories')}/${slug}/`,
    ),
    ...[...terms.tags.keys()].map((slug) => `/${folderOf(config, 'tag_dir', 'tags')}/${slug}/`),
  ];
}
