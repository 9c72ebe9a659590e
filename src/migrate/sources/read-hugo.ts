/** A Hugo site: its config, `content/` with bundles, and `static/`. */
import path from 'node:path';
import type { ForeignInput, ForeignStory, FrontKeys, ReadForeign } from './foreign-site.js';
import { type HugoRules, hugoAddress, hugoPlace, hugoSlug, isBundle } from './hugo-addresses.js';
import { readHugoConfig } from './hugo-config.js';
import { withoutShortcodes } from './hugo-shortcodes.js';
import { dateIn, isOff, isOn, mapIn, readForeignText, textIn, textsIn } from './read-front.js';

interface HugoSite {
  readonly input: ForeignInput;
  readonly config: FrontKeys;
  readonly rules: HugoRules;
  /** Absolute. */
  readonly content: string;
  readonly terms: Readonly<Record<'tags' | 'categories', Map<string, string>>>;
  readonly sections: Set<string>;
  readonly stories: ForeignStory[];
}

export const readHugo: ReadForeign = async (input) => {
  const { place, io, sink } = input;
  const config = await readHugoConfig(place, io);
  const rules = {
    patterns: mapIn(config['permalinks']),
    isUgly: config['uglyurls'] === true,
    keepsCase: config['disablepathtolower'] === true,
  };
  const content = path.join(place, textIn(config['contentdir']) || 'content');
  const terms = { tags: new Map<string, string>(), categories: new Map<string, string>() };
  const site: HugoSite = { input, config, rules, content, terms, sections: new Set(), stories: [] };
  const files = filesIn(content, input);
  const bundles = new Map<string, string>();
  for (const name of files) if (isText(name)) await readPage(site, name, bundles);
  for (const name of files) if (!isText(name)) copyResource(site, name, bundles);
  const statics = path.join(place, textsIn(config['staticdir'])[0] ?? 'static');
  for (const name of filesIn(statics, input)) sink.copy(path.join(statics, name), name);
  writeStories(site);
  if (Object.keys(mapIn(config['languages'])).length > 1) {
    sink.advise({
      what: 'The site has several languages: only files without a language’s mark in their name were read',
      todo: 'Move each other language into a site of its own, under a folder.',
    });
  }
  return { config: configFor(site), slugs: terms, lists: listsOf(site), keeps: 'permalink' };
};

function filesIn(folder: string, { io }: ForeignInput): readonly string[] {
  if (io.stat(folder)?.kind !== 'folder') return [];
  const found = io.walk(folder, ['**/.git', '**/node_modules', '**/.DS_Store']);
  return found.flatMap(({ path: name, kind }) => (kind === 'file' ? [name] : [])).sort();
}

function isText(name: string): boolean {
  return /\.(?:md|markdown|mdown|html|htm)$/i.test(name);
}

/** `bundles` gets the address of each page that has files of its own, by its folder. */
async function readPage(site: HugoSite, name: string, bundles: Map<string, string>): Promise<void> {
  const { input, rules, config } = site;
  const { io, sink } = input;
  const origin = `content/${name}`;
  if (/(?:^|\/)_index\.[^/]*$/.test(name)) return readSection(site, name);
  if (/\.[a-z]{2}(?:-[a-z]{2})?\.\w+$/i.test(name) && config['languages'] !== undefined) return;
  const {
    front: written,
    body,
    fault,
  } = await readForeignText(io.read(path.join(site.content, name)));
  if (fault !== null) {
    sink.advise({
      what: `${origin} was left out: ${fault}`,
      todo: 'Mend its front matter, and run it again.',
    });
    return;
  }
  const front = lowered(written);
  if (isHeadless(front)) return;
  const date = dateIn(front['date'] ?? front['publishdate'] ?? front['pubdate']);
  const address = hugoAddress({ path: name, front, date }, rules);
  if (isBundle(name) && address !== null) bundles.set(path.posix.dirname(name), address);
  const { name: stem, folders } = hugoPlace(name);
  const isPost = folders.length > 0 && date !== null;
  if (folders[0] !== undefined) site.sections.add(folders[0]);
  const isDraft = isOn(front['draft']);
  if (!isDraft)
    for (const kind of ['tags', 'categories'] as const) addTerms(site, kind, front[kind]);
  const own = frontOf(front, isPost ? folders : [], address);
  site.stories.push({
    kind: isPost ? 'post' : 'page',
    day: date === null ? null : `${date.year}-${date.month}-${date.day}`,
    name: isPost ? stem : [...folders, stem].join('/') || 'index',
    ext: /\.html?$/i.test(name) ? '.html' : '.md',
    front: isPost || address === null ? own : { ...own, permalink: address },
    body,
    address: isDraft ? null : address,
    origin,
  });
}

function lowered(front: FrontKeys): FrontKeys {
  return Object.fromEntries(
    Object.entries(front).map(([key, value]) => [key.toLowerCase(), value]),
  );
}

function isHeadless(front: FrontKeys): boolean {
  const build = mapIn(front['_build'] ?? front['build']);
  return isOn(front['headless']) || isOff(build['render']) || build['render'] === 'never';
}

/** A list's own text has no place in finews' lists. */
async function readSection({ content, input, sections }: HugoSite, name: string): Promise<void> {
  const folder = path.posix.dirname(name);
  if (folder !== '.') sections.add(folder);
  const { body } = await readForeignText(input.io.read(path.join(content, name)));
  if (body.trim() === '') return;
  input.sink.advise({
    what: `content/${name} is the text above a list, which finews’ lists don’t have`,
    todo: 'Put it into a page, or into the template of the list.',
  });
}

function addTerms({ terms, rules }: HugoSite, kind: 'tags' | 'categories', value: unknown): void {
  for (const name of textsIn(value)) terms[kind].set(hugoSlug(name, rules.keepsCase), name);
}

/** Hugo's keys with finews' names; folders are sections, which finews has as categories. */
function frontOf(front: FrontKeys, folders: readonly string[], address: string | null): FrontKeys {
  const { title, date, publishdate, pubdate, lastmod, modified, expirydate, aliases } = front;
  const { draft, categories, tags, authors, summary, description, images, ...rest } = front;
  const left = [
    'slug',
    'url',
    'type',
    'layout',
    'weight',
    'title',
    'date',
    'publishdate',
    'pubdate',
  ];
  const moved = ['lastmod', 'modified', 'expirydate', 'aliases', 'markup', 'outputs', 'cascade'];
  const others = Object.entries(rest).filter(([key]) => ![...left, ...moved].includes(key));
  const lists = { categories: listOf(categories), tags: listOf(tags) };
  return {
    title: textIn(title) || undefined,
    date: textIn(date ?? publishdate ?? pubdate) || undefined,
    last_modified_at: textIn(lastmod ?? modified) || undefined,
    expires: textIn(expirydate) || undefined,
    draft: isOn(draft) ? true : undefined,
    ...lists,
    section: folders.length > 0 && lists.categories === undefined ? folders.join('/') : undefined,
    author: listOf(authors) ?? (textIn(front['author']) || undefined),
    description: textIn(description) || textIn(summary) || undefined,
    image: textsIn(images)[0],
    redirect_from: listOf(aliases)?.map((alias) => aliasOf(alias, address ?? '/')),
    ...Object.fromEntries(others.filter(([key]) => key !== 'author')),
  };
}

/** One without a slash stands beside the page. */
function aliasOf(alias: string, address: string): string {
  const folder = address.replace(/[^/]*\/?$/, '');
  const whole = alias.startsWith('/') ? alias : `${folder}${alias}`;
  return /\.x?html?$|\/$/i.test(whole) ? whole : `${whole}/`;
}

function listOf(value: unknown): readonly string[] | undefined {
  const all = [...new Set(textsIn(value))];
  return all.length === 0 ? undefined : all;
}

/** A bundle's pictures stand beside its page, others at their place below `content`. */
function copyResource(
  { input, content }: HugoSite,
  name: string,
  bundles: ReadonlyMap<string, string>,
): void {
  const folder = [...bundles.keys()]
    .filter((one) => name.startsWith(`${one}/`))
    .sort((a, b) => b.length - a.length)[0];
  const address = folder === undefined ? null : (bundles.get(folder) ?? null);
  const to =
    folder === undefined || address === null
      ? name
      : `${address.slice(1).replace(/[^/]*$/, '')}${name.slice(folder.length + 1)}`;
  input.sink.copy(path.join(content, name), to);
}

function writeStories({ stories, input: { sink } }: HugoSite): void {
  const addresses = new Map<string, string | null>();
  for (const { origin, address } of stories) {
    const name = origin.slice('content/'.length);
    for (const one of [name, name.replace(/\.\w+$/, ''), path.posix.basename(name)]) {
      if (!addresses.has(one)) addresses.set(one, address);
    }
    if (isBundle(name)) addresses.set(path.posix.dirname(name), address);
  }
  const addressOf = (name: string): string | null => {
    const bare = name.replace(/^\//, '').replace(/#.*$/, '').replace(/\/$/, '');
    return addresses.get(bare) ?? addresses.get(`${bare}.md`) ?? null;
  };
  for (const { body, ...story } of stories) {
    const place = { sink, origin: story.origin, addressOf };
    sink.story({ ...story, body: withoutShortcodes(body, place) });
  }
}

function configFor({ config, rules }: HugoSite): FrontKeys {
  const base = /^(https?:\/\/[^/]+)(\/.*?)?\/?$/.exec(textIn(config['baseurl']));
  const params = mapIn(config['params']);
  const author = config['author'] ?? params['author'];
  const pager = mapIn(config['pagination']);
  const ending = rules.isUgly ? '.html' : '/';
  return {
    title: textIn(config['title']) || undefined,
    description: textIn(params['description']) || undefined,
    author: textIn(author) || textIn(mapIn(author)['name']) || undefined,
    url: base?.[1],
    baseurl: base?.[2],
    lang: textIn(config['languagecode']) || textIn(config['defaultcontentlanguage']) || undefined,
    timezone: textIn(config['timezone']) || 'UTC',
    permalink: `/posts/:slug${ending}`,
    category_permalink: `/categories/:slug${ending}`,
    tag_permalink: `/tags/:slug${ending}`,
    archive_permalinks: false,
    paginate: Number(pager['pagersize'] ?? config['paginate'] ?? 10),
    paginate_path: `/${textIn(pager['path'] ?? config['paginatepath']) || 'page'}/:num/`,
    pagination: { order: 'newest-first' },
    excerpt_separator: '<!--more-->',
    feed: { path: '/index.xml' },
  };
}

function listsOf({ terms, sections, rules }: HugoSite): readonly string[] {
  const ending = rules.isUgly ? '.html' : '/';
  const of = (kind: 'tags' | 'categories'): readonly string[] => [
    `/${kind}/`,
    ...[...terms[kind].keys()].map((slug) => `/${kind}/${slug}${ending}`),
  ];
  return [
    '/',
    ...[...sections].map((one) => `/${hugoSlug(one)}/`),
    ...of('tags'),
    ...of('categories'),
  ];
}
