/**
 * An Eleventy site: Markdown and HTML with front matter, data of folders in JSON. Its config and its
 * templates are programs, which nobody runs here: of the config only what is written plainly is read.
 */
import path from 'node:path';
import { slugify } from '../../formats/urls/slug.js';
import type { ForeignInput, FrontKeys, ReadForeign } from './foreign-site.js';
import {
  dateIn,
  type ForeignDate,
  isOff,
  isOn,
  mapIn,
  readForeignText,
  textIn,
  textsIn,
} from './read-front.js';
import { type TextStart, tagPlaces } from './tag-places.js';

interface EleventySite {
  readonly input: ForeignInput;
  /** Absolute. */
  readonly folder: string;
  readonly tags: Map<string, string>;
}

const CONFIGS = [
  '.eleventy.js',
  'eleventy.config.js',
  'eleventy.config.mjs',
  'eleventy.config.cjs',
];
const POSTS = /^(?:_?posts?|blog|articles?|news|notes)$/i;

export const readEleventy: ReadForeign = async (input) => {
  const { place, io, sink } = input;
  const config = CONFIGS.map((name) => path.join(place, name)).find(
    (file) => io.stat(file)?.kind === 'file',
  );
  const code = config === undefined ? '' : io.read(config).toString('utf8');
  const [, below = '.'] = /\binput\s*:\s*["'`]([^"'`$]+)["'`]/.exec(code) ?? [];
  const [, output = '_site'] = /\boutput\s*:\s*["'`]([^"'`$]+)["'`]/.exec(code) ?? [];
  const site = { input, folder: path.join(place, below), tags: new Map<string, string>() };
  const skipped = [path.posix.normalize(output), '_site', 'public', '.git', '**/node_modules'];
  const found = io.walk(site.folder, skipped).filter(({ kind }) => kind === 'file');
  let templates = 0;
  for (const { path: name } of found) {
    if (/(?:^|\/)[_.](?!posts?\/)/.test(name)) continue;
    if (/\.(?:md|markdown|html)$/i.test(name)) await readText(site, name);
    else if (/\.(?:njk|liquid|hbs|ejs|pug|webc|11ty\.\w+)$/i.test(name)) templates++;
  }
  if (templates > 0) {
    sink.advise({
      what: `Templates of Eleventy’s make pages of their own, and were not read: ${templates}`,
      todo: 'The built-in theme has an index, archives, feeds and lists of tags; write other pages anew.',
    });
  }
  copyPassed(code, site);
  return { config: configFor(site), slugs: { tags: site.tags }, lists: ['/'], keeps: 'permalink' };
};

async function readText(site: EleventySite, name: string): Promise<void> {
  const { input, folder, tags } = site;
  const { sink, io } = input;
  const {
    front: own,
    body,
    bodyLine,
    fault,
  } = await readForeignText(io.read(path.join(folder, name)));
  if (fault !== null) {
    sink.advise({
      what: `${name} was left out: ${fault}`,
      todo: 'Mend its front matter, and run it again.',
    });
    return;
  }
  if (/^readme\.md$/i.test(name) && Object.keys(own).length === 0) return;
  const data = { ...folderData(site, name), ...own };
  const stem = name.replace(/\.[^./]*$/, '').replace(/(^|\/)\d{4}-\d{2}-\d{2}-/, '$1');
  const date = dateIn(data['date']) ?? dateIn(/(\d{4}-\d{2}-\d{2})-[^/]*$/.exec(name)?.[1]);
  const marks = [...textsIn(data['tags']), ...textsIn(own['tags'])];
  const isPost =
    date !== null &&
    (marks.some((tag) => POSTS.test(tag)) ||
      POSTS.test(path.posix.dirname(name).split('/').at(-1) ?? ''));
  const isHeld = isOn(data['draft']) || isOff(data['permalink']);
  const address = isHeld ? null : addressOf(name, stem, data, site);
  const terms = [...new Set(marks)].filter((tag) => !POSTS.test(tag) && tag !== 'all');
  for (const tag of terms) tags.set(slugify(tag), tag);
  if (isOff(data['permalink'])) return;
  sink.story({
    kind: isPost ? 'post' : 'page',
    day: date === null ? null : `${date.year}-${date.month}-${date.day}`,
    name: isPost ? (stem.split('/').at(-1) ?? stem) : stem,
    ext: /\.html$/i.test(name) ? '.html' : '.md',
    front: frontOf(data, { date, terms, permalink: isPost ? null : address }),
    body: plainBody(body, { file: name, line: bodyLine, column: 1 }, site),
    address,
    origin: name,
  });
}

/** Of the folders from the top down: `posts/posts.json`, `posts/posts.11tydata.json`. */
function folderData({ input: { io }, folder }: EleventySite, name: string): FrontKeys {
  const parts = name.split('/').slice(0, -1);
  let data: FrontKeys = {};
  for (const depth of parts.keys()) {
    const own = parts.slice(0, depth + 1);
    for (const ending of ['.json', '.11tydata.json']) {
      const file = path.join(folder, ...own, `${own.at(-1)}${ending}`);
      if (io.stat(file)?.kind === 'file') data = { ...data, ...jsonIn(io.read(file)) };
    }
  }
  return data;
}

function jsonIn(bytes: Uint8Array): FrontKeys {
  try {
    return mapIn(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // Data that Eleventy itself would refuse.
    return {};
  }
}

function addressOf(
  name: string,
  stem: string,
  data: FrontKeys,
  { input: { sink } }: EleventySite,
): string | null {
  const own = textIn(data['permalink']);
  if (own === '') return `/${stem}/`.replace(/(^|\/)index\/$/, '$1').replace(/^\/*/, '/');
  const slug =
    stem
      .replace(/\/index$/, '')
      .split('/')
      .at(-1) ?? '';
  const filled = own
    .replace(/\{\{-?\s*page\.fileSlug\s*(?:\|\s*slug(?:ify)?\s*)?-?\}\}/g, slug)
    .replace(/\{\{-?\s*page\.filePathStem\s*-?\}\}/g, `/${stem}`)
    .replace(/\{\{-?\s*title\s*\|\s*slug(?:ify)?\s*-?\}\}/g, slugify(textIn(data['title'])));
  if (/\{[{%]/.test(filled)) {
    sink.advise({
      what: `${name} has a permalink that only Eleventy can make: ${own}`,
      todo: 'Write the address it had as `permalink`.',
    });
    return null;
  }
  return `/${filled}`
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.html$/, '/')
    .normalize('NFC');
}

interface EleventyFront {
  readonly date: ForeignDate | null;
  readonly terms: readonly string[];
  readonly permalink: string | null;
}

function frontOf(data: FrontKeys, { date, terms, permalink }: EleventyFront): FrontKeys {
  const {
    title,
    date: written,
    tags: _,
    layout: __,
    permalink: ___,
    templateEngineOverride: ____,
    eleventyExcludeFromCollections: _____,
    ...rest
  } = data;
  const text = textIn(written);
  return {
    title: textIn(title) || undefined,
    date: dateIn(text) === null ? date && `${date.year}-${date.month}-${date.day}` : text,
    tags: terms.length === 0 ? undefined : terms,
    ...rest,
    permalink: permalink ?? undefined,
  };
}

/** Eleventy runs Liquid in Markdown; here it is text, and told. */
function plainBody(body: string, start: TextStart, { input: { sink } }: EleventySite): string {
  const placeOf = tagPlaces(body, start);
  const text = body.replace(/\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g, '$1');
  for (const [tag, name = ''] of text.matchAll(/\{%-?\s*(?!end)(\w+)/g)) {
    sink.tag(`{% ${name} %}`, placeOf(tag));
  }
  return text;
}

function copyPassed(code: string, { input: { io, place, sink }, folder }: EleventySite): void {
  const calls = code.matchAll(/addPassthroughCopy\(\s*(?:["'`]([^"'`]+)["'`]|\{([^}]*)\})/g);
  for (const [, single, map] of calls) {
    const pairs =
      single === undefined
        ? Array.from(
            (map ?? '').matchAll(/["'`]([^"'`]+)["'`]\s*:\s*["'`]([^"'`]*)["'`]/g),
            ([, from = '', to = '']) => [from, to],
          )
        : [
            [
              single,
              path.posix.relative(
                path.posix.normalize(path.relative(place, folder) || '.'),
                path.posix.normalize(single),
              ),
            ],
          ];
    for (const [from = '', to = ''] of pairs) {
      const whole = path.join(place, from);
      const kind = whole.startsWith(place) ? io.stat(whole)?.kind : undefined;
      if (kind === 'file') sink.copy(whole, to.replace(/^\/|\/$/g, ''));
      if (kind !== 'folder') continue;
      for (const one of io.walk(whole, ['**/node_modules', '**/.git'])) {
        if (one.kind === 'file')
          sink.copy(path.join(whole, one.path), path.posix.join(to, one.path).replace(/^\//, ''));
      }
    }
  }
}

function configFor({ folder, input: { io } }: EleventySite): FrontKeys {
  const names = ['site', 'metadata', 'meta'].map((name) =>
    path.join(folder, '_data', `${name}.json`),
  );
  const file = names.find((name) => io.stat(name)?.kind === 'file');
  const data = file === undefined ? {} : jsonIn(io.read(file));
  const author = data['author'];
  return {
    title: textIn(data['title']) || textIn(data['name']) || undefined,
    description: textIn(data['description']) || undefined,
    author: textIn(author) || textIn(mapIn(author)['name']) || undefined,
    url: textIn(data['url']).replace(/^(https?:\/\/[^/]+).*$/, '$1') || undefined,
    lang: textIn(data['language']) || textIn(data['lang']) || undefined,
    timezone: 'UTC',
    permalink: '/posts/:title/',
    tag_permalink: '/tags/:slug/',
    category_permalink: false,
    archive_permalinks: false,
  };
}
