/** A Hugo site: its config, `content/` with bundles, and `static/`. */
import path from 'node:path';
import type { ForeignInput, ForeignStory, FrontKeys, ReadForeign } from './foreign-site.js';
import { type HugoRules, hugoAddress, hugoPlace, hugoSlug, isBundle } from './hugo-addresses.js';
import { readHugoConfig } from './hugo-config.js';
import { hugoRefs } from './hugo-refs.js';
import { withoutShortcodes } from './hugo-shortcodes.js';
import { dateIn, isOff, isOn, mapIn, readForeignText, textIn, textsIn } from './read-front.js';
import { tagPlaces } from './tag-places.js';

interface HugoSite {
  readonly input: ForeignInput;
  readonly config: FrontKeys;
  readonly rules: HugoRules;
  /** Absolute. */
  readonly content: string;
  readonly terms: Readonly<Record<'tags' | 'categories', Map<string, string>>>;
  /** Addresses of lists by the folders that they are of. */
  readonly sections: Map<string, string>;
  readonly stories: HugoStory[];
  /** In small letters: what a name without a mark is in, and all others. */
  readonly language: string;
  readonly languages: ReadonlySet<string>;
}

interface HugoStory extends ForeignStory {
  readonly bodyLine: number;
  /** Below `content`, without the language's mark. */
  readonly path: string;
}

const TAXONOMIES = ['tags', 'categories'] as const;

export const readHugo: ReadForeign = async (input) => {
  const { place, io, sink } = input;
  const config = await readHugoConfig(place, io);
  const rules = {
    patterns: mapIn(config['permalinks']),
    isUgly: config['uglyurls'] === true,
    keepsCase: config['disablepathtolower'] === true,
  };
  const language = (textIn(config['defaultcontentlanguage']) || 'en').toLowerCase();
  const languages = new Map(
    Object.entries(mapIn(config['languages'])).map(([key, one]) => [key.toLowerCase(), mapIn(one)]),
  );
  const ownContent = textIn(languages.get(language)?.['contentdir']);
  const content = path.join(place, ownContent || textIn(config['contentdir']) || 'content');
  const terms = { tags: new Map<string, string>(), categories: new Map<string, string>() };
  const site: HugoSite = {
    ...{ input, config, rules, content, terms, language },
    ...{ sections: new Map(), stories: [], languages: new Set(languages.keys()) },
  };
  const files = filesIn(content, input);
  const bundles = new Map<string, string>();
  for (const name of files) if (isText(name)) await readPage(site, name, bundles);
  for (const name of files) if (!isText(name)) copyResource(site, name, bundles);
  const statics = path.join(place, textsIn(config['staticdir'])[0] ?? 'static');
  for (const name of filesIn(statics, input)) sink.copy(path.join(statics, name), name);
  writeStories(site);
  if (languages.size > 1) {
    sink.advise({
      what: `The site has several languages: only what is in ${language} was read`,
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
async function readPage(site: HugoSite, file: string, bundles: Map<string, string>): Promise<void> {
  const { input, rules } = site;
  const { io, sink } = input;
  const origin = `content/${file}`;
  const name = withoutLanguage(file, site);
  if (name === null) return;
  const {
    front: written,
    body,
    bodyLine,
    fault,
  } = await readForeignText(io.read(path.join(site.content, file)));
  if (fault !== null) {
    sink.advise({
      what: `${origin} was left out: ${fault}`,
      todo: 'Mend its front matter, and run it again.',
    });
    return;
  }
  const front = lowered(written);
  if (/(?:^|\/)_index\.[^/]*$/.test(name)) {
    readSection(site, { path: name, origin, front, body });
    return;
  }
  if (isHeadless(front)) return;
  const date = dateIn(front['date'] ?? front['publishdate'] ?? front['pubdate']);
  const address = hugoAddress({ path: name, front, date }, rules);
  if (isBundle(name) && address !== null) bundles.set(path.posix.dirname(name), address);
  const { name: stem, folders } = hugoPlace(name);
  const isPost = folders.length > 0 && date !== null;
  addSection(site, folders[0]);
  const isDraft = isOn(front['draft']);
  if (!isDraft) for (const kind of TAXONOMIES) addTerms(site, kind, front[kind]);
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
    bodyLine,
    path: name,
  });
}

/** A name without the mark of the site's first language; null: it is in another one. */
function withoutLanguage(name: string, { language, languages }: HugoSite): string | null {
  const [, stem = '', mark = '', ext = ''] = /^(.*)\.([\w-]+)(\.\w+)$/.exec(name) ?? [];
  const written = mark.toLowerCase();
  if (written === language) return stem + ext;
  return languages.has(written) ? null : name;
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

interface HugoSection {
  /** Of its `_index.md`, without the language's mark. */
  readonly path: string;
  readonly origin: string;
  readonly front: FrontKeys;
  readonly body: string;
}

/** A list's own text has no place in finews' lists. */
function readSection(site: HugoSite, { path: name, origin, front, body }: HugoSection): void {
  const folder = path.posix.dirname(name);
  addSection(site, folder === '.' ? undefined : folder, textIn(front['url']));
  if (body.trim() === '') return;
  site.input.sink.advise({
    what: `${origin} is the text above a list, which finews’ lists don’t have`,
    todo: 'Put it into a page, or into the template of the list.',
  });
}

function addSection({ sections, rules }: HugoSite, folder: string | undefined, url = ''): void {
  if (folder === undefined || (sections.has(folder) && url === '')) return;
  const own = `/${url.replace(/^\/|\/$/g, '')}/`;
  sections.set(folder, url === '' ? `/${hugoSlug(folder, rules.keepsCase)}/` : own);
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

function writeStories(site: HugoSite): void {
  const { stories, sections, terms, rules, input } = site;
  const { sink } = input;
  const ending = rules.isUgly ? '.html' : '/';
  const lists = [
    { path: '', address: '/' },
    ...[...sections].map(([folder, address]) => ({ path: folder, address })),
    ...TAXONOMIES.flatMap((kind) => [
      { path: kind, address: `/${kind}/` },
      ...[...terms[kind]].map(([slug, name]) => ({
        path: `${kind}/${name.replaceAll('/', '-')}`,
        address: `/${kind}/${slug}${ending}`,
      })),
    ]),
  ];
  const refs = hugoRefs([...stories, ...lists]);
  for (const { body, bodyLine, path: file, ...story } of stories) {
    const addressOf = (ref: string): string | null => refs.addressOf(ref, file);
    const placeOf = tagPlaces(body, { file: story.origin, line: bodyLine, column: 1 });
    const place = { sink, placeOf, addressOf };
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
  return ['/', ...sections.values(), ...of('tags'), ...of('categories')];
}
