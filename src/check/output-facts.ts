/**
 * What a check has to know of an output, read off its bytes: the addresses in it, the places in it that
 * links can lead to, and pictures without words for those who can't see them. Pure.
 */
import {
  attributesOf,
  decodeReferences,
  eachStartTag,
  type StartTag,
  srcsetAddresses,
} from '../formats/html/start-tags.js';

/** What an address is for. `relation`: a `<link>`, or where a redirect leads. */
export type AddressUse =
  | 'link'
  | 'picture'
  | 'script'
  | 'style'
  | 'media'
  | 'frame'
  | 'relation'
  | 'feed';

export interface WrittenAddress {
  readonly use: AddressUse;
  /** As it stands there, decoded. */
  readonly written: string;
}

export interface OutputFacts {
  /** Each once. */
  readonly addresses: readonly WrittenAddress[];
  /** What relative addresses are relative to; null: to the output itself. */
  readonly base: string | null;
  /** Names of places in the page. */
  readonly ids: readonly string[];
  /** Addresses of pictures that have no `alt` at all. */
  readonly unlabelled: readonly string[];
  /** Whether some picture has an empty one. */
  readonly hasEmptyAlt: boolean;
}

const NONE: OutputFacts = {
  addresses: [],
  base: null,
  ids: [],
  unlabelled: [],
  hasEmptyAlt: false,
};

/** By the ending of an output's name; null: nothing in such a file is looked at. */
export function readerOf(output: string): ((text: string) => OutputFacts) | null {
  const [ending = ''] = /\.[^./]+$/.exec(output.toLowerCase()) ?? [];
  return READERS.get(ending) ?? null;
}

const READERS: ReadonlyMap<string, (text: string) => OutputFacts> = new Map([
  ['.html', factsOfPage],
  ['.htm', factsOfPage],
  ['.css', factsOfStyles],
  ['.xml', factsOfFeed],
  ['.atom', factsOfFeed],
  ['.rss', factsOfFeed],
  ['.json', factsOfJson],
]);

class Collector {
  readonly #seen = new Map<string, WrittenAddress>();
  readonly ids = new Set<string>();
  readonly unlabelled = new Set<string>();
  hasEmptyAlt = false;
  base: string | null = null;

  add(use: AddressUse, written: string | undefined): void {
    if (written === undefined) return;
    const key = `${use} ${written}`;
    if (!this.#seen.has(key)) this.#seen.set(key, { use, written });
  }

  get facts(): OutputFacts {
    return {
      addresses: [...this.#seen.values()],
      base: this.base,
      ids: [...this.ids],
      unlabelled: [...this.unlabelled],
      hasEmptyAlt: this.hasEmptyAlt,
    };
  }
}

/** Tags that have an address or name a place; the others need only be asked for an `id`. */
const ADDRESSING: ReadonlySet<string> = new Set(
  'a area img script link source video audio track iframe embed object input meta base'.split(' '),
);
const HAS_ID = /\sid\s*=/i;

export function factsOfPage(html: string): OutputFacts {
  const found = new Collector();
  eachStartTag(html, (tag) => {
    if (ADDRESSING.has(tag.name) || HAS_ID.test(tag.written)) addTag(tag, found);
  });
  return found.facts;
}

type TagAttributes = ReadonlyMap<string, string>;

function addTag(tag: StartTag, found: Collector): void {
  const attributes = attributesOf(tag);
  const id = attributes.get('id') ?? '';
  if (id !== '') found.ids.add(id);
  ADD[tag.name]?.(attributes, found);
}

const add =
  (use: AddressUse, ...names: readonly string[]) =>
  (attributes: TagAttributes, found: Collector): void => {
    for (const name of names) found.add(use, attributes.get(name));
  };

const ADD: Readonly<Record<string, (attributes: TagAttributes, found: Collector) => void>> = {
  a(attributes, found) {
    found.add('link', attributes.get('href'));
    const name = attributes.get('name') ?? '';
    if (name !== '') found.ids.add(name);
  },
  area: add('link', 'href'),
  img: addPicture,
  script: add('script', 'src'),
  link: addRelation,
  source(attributes, found) {
    add('media', 'src')(attributes, found);
    addSrcset(attributes, found);
  },
  video(attributes, found) {
    add('media', 'src')(attributes, found);
    add('picture', 'poster')(attributes, found);
  },
  audio: add('media', 'src'),
  track: add('media', 'src'),
  iframe: add('frame', 'src'),
  embed: add('media', 'src'),
  object: add('media', 'data'),
  input(attributes, found) {
    if (attributes.get('type')?.toLowerCase() === 'image') add('picture', 'src')(attributes, found);
  },
  meta: addMeta,
  base(attributes, found) {
    found.base ??= attributes.get('href') ?? null;
  },
};

function addPicture(attributes: TagAttributes, found: Collector): void {
  const src = attributes.get('src');
  found.add('picture', src);
  addSrcset(attributes, found);
  const alt = attributes.get('alt');
  const isHidden =
    attributes.get('aria-hidden') === 'true' ||
    ['presentation', 'none'].includes(attributes.get('role') ?? '');
  if (alt === undefined && !isHidden && src !== undefined) found.unlabelled.add(src);
  if (alt === '') found.hasEmptyAlt = true;
}

function addSrcset(attributes: TagAttributes, found: Collector): void {
  for (const address of srcsetAddresses(attributes.get('srcset') ?? '')) {
    found.add('picture', address);
  }
}

/** Relations that name a server, not a file. */
const SERVERS = /(?:^|\s)(?:preconnect|dns-prefetch)(?:\s|$)/i;

function addRelation(attributes: TagAttributes, found: Collector): void {
  const rel = attributes.get('rel') ?? '';
  if (SERVERS.test(rel)) return;
  const use: AddressUse = /(?:^|\s)stylesheet(?:\s|$)/i.test(rel)
    ? 'style'
    : /(?:^|\s)(?:apple-touch-)?icon/i.test(rel)
      ? 'picture'
      : 'relation';
  found.add(use, attributes.get('href'));
}

const PICTURES = new Set(['og:image', 'og:image:url', 'twitter:image']);

function addMeta(attributes: TagAttributes, found: Collector): void {
  const content = attributes.get('content') ?? '';
  if (PICTURES.has(attributes.get('property') ?? attributes.get('name') ?? ''))
    found.add('picture', content);
  if (attributes.get('http-equiv')?.toLowerCase() === 'refresh')
    found.add('relation', /^\s*[\d.]+\s*[;,]\s*url\s*=\s*["']?(.*?)["']?\s*$/i.exec(content)?.[1]);
}

const CSS_ADDRESS =
  /\/\*[\s\S]*?\*\/|url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi;

function factsOfStyles(css: string): OutputFacts {
  const found = new Collector();
  for (const [, ...written] of css.matchAll(CSS_ADDRESS)) {
    found.add(
      'picture',
      written.find((one) => one !== undefined),
    );
  }
  return found.facts;
}

const XML_ADDRESS =
  /<(?:loc|link|url|comments|docs|image:loc)>\s*([^<]*?)\s*<|<guid(?![^>]*isPermaLink\s*=\s*["']false)[^>]*>\s*(https?:[^<]*?)\s*<|<(?:link|xhtml:link|enclosure|media:content)\b[^>]*?\s(?:href|url)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Feeds and sitemaps; HTML in them is that of pages, which are looked at themselves. */
function factsOfFeed(xml: string): OutputFacts {
  const found = new Collector();
  const plain = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  for (const [, ...written] of plain.matchAll(XML_ADDRESS)) {
    const address = written.find((one) => one !== undefined);
    if (address !== undefined && address !== '') found.add('feed', decodeReferences(address));
  }
  return found.facts;
}

const FEED_KEYS: ReadonlySet<string> = new Set([
  ...['home_page_url', 'feed_url', 'url', 'image', 'banner_image', 'icon', 'favicon', 'avatar'],
]);

/** JSON Feed; any other JSON is data, of which nobody knows what is an address. */
function factsOfJson(text: string): OutputFacts {
  if (!text.slice(0, 200).includes('jsonfeed.org/version')) return NONE;
  const found = new Collector();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && FEED_KEYS.has(key)) found.add('feed', inner);
      else visit(inner);
    }
  };
  try {
    visit(JSON.parse(text));
  } catch {
    return NONE;
  }
  return found.facts;
}
