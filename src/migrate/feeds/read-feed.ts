/** An RSS 2.0, RSS 1.0 or Atom feed: each item a post, its HTML as the body. */
import path from 'node:path';
import { parseBody } from '../../formats/html/tree.js';
import { SiteError } from '../../model/problem.js';
import type { ForeignInput, FrontKeys, ReadForeign } from '../sources/foreign-site.js';
import { textOf } from '../texts/page-text.js';
import { localPath, slugOf, tellFaults } from './feed-items.js';
import { fileBytes } from './file-bytes.js';
import { picturesIn } from './html-body.js';
import { PatternVote } from './story-pattern.js';
import { readXml, type XmlContent, type XmlElement } from './xml-events.js';

/** Elements inside one another, in a title. */
const MOST_NESTED = 50;

interface FeedItem {
  readonly fields: Map<string, string>;
  readonly categories: Set<string>;
  readonly authors: Set<string>;
  /** Its place in the feed. */
  readonly origin: string;
}

class FeedReader {
  readonly #input: ForeignInput;
  readonly #channel = new Map<string, string>();
  readonly #vote = new PatternVote();
  readonly #faults = tellFaults();
  #item: FeedItem | null = null;
  #root = '';

  constructor(input: ForeignInput) {
    this.#input = input;
  }

  async read(): Promise<void> {
    const { place, io, sink } = this.#input;
    await readXml(fileBytes(place, io), {
      open: (element) => this.#open(element),
      close: (content) => this.#close(content),
      problem: this.#faults.add,
    });
    if (!/^(?:rss|feed|rdf:RDF)$/.test(this.#root)) {
      const hint = 'Save the feed as a file, and name that.';
      throw SiteError.of(
        'migrate-source',
        `${place} is no feed: it begins with <${this.#root}>`,
        hint,
      );
    }
    for (const advice of this.#faults.advice(place)) sink.advise(advice);
  }

  #open({ name, attributes, parents, line, column }: XmlElement): 'markup' | null {
    if (parents.length === 0) this.#root = name;
    if (name === 'item' || name === 'entry') {
      const origin = `${path.basename(this.#input.place)}:${line}:${column}`;
      this.#item = { fields: new Map(), categories: new Set(), authors: new Set(), origin };
    }
    if (
      name === 'link' &&
      attributes['href'] !== undefined &&
      (attributes['rel'] ?? 'alternate') === 'alternate'
    ) {
      (this.#item?.fields ?? this.#channel).set('link', attributes['href']);
    }
    if (name === 'category' && attributes['term'] !== undefined) {
      this.#item?.categories.add(attributes['label'] ?? attributes['term']);
    }
    return attributes['type'] === 'xhtml' ? 'markup' : null;
  }

  #close({ name, attributes, parents, text }: XmlContent): void {
    const parent = parents.at(-1) ?? '';
    const item = this.#item;
    if (name === 'item' || name === 'entry') {
      this.#end();
      return;
    }
    if (item === null) {
      if (/^(?:channel|feed)$/.test(parent) && text.trim() !== '' && !this.#channel.has(name))
        this.#channel.set(name, text.trim());
      return;
    }
    if (name === 'category' && text.trim() !== '') item.categories.add(text.trim());
    else if (name === 'dc:creator' || (name === 'name' && parent === 'author'))
      item.authors.add(text.trim());
    else if (name === 'author' && text.trim() !== '') item.authors.add(mailName(text));
    else if (/^(?:item|entry)$/.test(parent) && text !== '' && !item.fields.has(name)) {
      const isPlain =
        /^(?:content|summary)$/.test(name) && (attributes['type'] ?? 'text') === 'text';
      const isHtml = name === 'title' && attributes['type'] === 'html';
      const plain = isHtml ? textOf(parseBody(text, MOST_NESTED)) : text;
      item.fields.set(name, isPlain ? escaped(text) : plain);
    }
  }

  #end(): void {
    const item = this.#item;
    this.#item = null;
    if (item === null) return;
    const { sink } = this.#input;
    const of = (...names: readonly string[]): string =>
      names.map((name) => item.fields.get(name)?.trim() ?? '').find((text) => text !== '') ?? '';
    const link = of('link') || (/^https?:/.test(of('guid')) ? of('guid') : '');
    const site = this.#channel.get('link') ?? '';
    const address = localPath(link, site);
    const date = timeOf(of('pubDate', 'published', 'dc:date', 'updated', 'date'));
    const title = of('title').replace(/<[^>]*>/g, '');
    const last =
      address
        ?.replace(/\/$/, '')
        .split('/')
        .at(-1)
        ?.replace(/\.\w{1,5}$/, '') ?? '';
    const slug = slugOf(last) || slugOf(title) || 'untitled';
    const body = of('content:encoded', 'content', 'description', 'summary').trim();
    const { origin } = item;
    if (date === null) {
      sink.advise({
        what: `${origin}: “${title || link}” was left out: it has no date`,
        todo: 'Write a post for it by hand.',
      });
      return;
    }
    for (const picture of picturesIn(body)) sink.picture(picture);
    const day = date.slice(0, 10);
    if (address !== null) this.#vote.add({ address, day, slug: last });
    const isElsewhere =
      address === null && /^https?:\/\//i.test(link) && localPath(link, '') !== null && site !== '';
    const front = {
      title: title || undefined,
      date,
      author: listOf(item.authors),
      categories: listOf(item.categories),
      link: isElsewhere ? link : undefined,
    };
    sink.story({ kind: 'post', day, name: slug, ext: '.html', front, body, address, origin });
  }

  config(): FrontKeys {
    const [, url] = /^(https?:\/\/[^/?#]+)/i.exec(this.#channel.get('link') ?? '') ?? [];
    const [title, description, lang] = ['title', 'description', 'language'].map(
      (name) => this.#channel.get(name) || undefined,
    );
    return {
      ...{ title, description: description ?? this.#channel.get('subtitle'), url, lang },
      timezone: 'UTC',
      permalink: this.#vote.best,
      exclude: ['pictures.txt'],
    };
  }
}

export const readFeed: ReadForeign = async (input) => {
  const reader = new FeedReader(input);
  await reader.read();
  return { config: reader.config(), slugs: {}, lists: ['/'], keeps: 'redirect' };
};

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** RSS writes `mail@example (Name)`. */
function mailName(text: string): string {
  return /\(([^)]+)\)\s*$/.exec(text)?.[1] ?? text.trim();
}

function listOf(names: ReadonlySet<string>): readonly string[] | undefined {
  const all = [...names].filter((name) => name !== '');
  return all.length === 0 ? undefined : all;
}

const ZONES: Readonly<Record<string, string>> = {
  ...{ UT: '+0000', GMT: '+0000', Z: '+0000', EST: '-0500', EDT: '-0400', CST: '-0600' },
  ...{ CDT: '-0500', MST: '-0700', MDT: '-0600', PST: '-0800', PDT: '-0700' },
};
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** RFC 822's date or RFC 3339's as `2022-05-16 15:04:20 +0800`; null: neither. */
export function timeOf(text: string): string | null {
  const iso =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?/.exec(text);
  if (iso !== null) {
    const [, year, month, day, time, seconds = ':00', zone = 'Z'] = iso;
    if (time === undefined) return `${year}-${month}-${day}`;
    return `${year}-${month}-${day} ${time}${seconds} ${zone === 'Z' ? '+0000' : zone.replace(':', '')}`;
  }
  const rfc =
    /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([A-Z]{1,4}|[+-]\d{4})?/.exec(
      text,
    );
  if (rfc === null) return null;
  const [, day = '', name = '', year = '', hour = '', minute = '', second = '00', zone = 'GMT'] =
    rfc;
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return null;
  const whole = year.length === 2 ? `20${year}` : year;
  const two = (part: string | number): string => String(part).padStart(2, '0');
  return `${whole}-${two(month)}-${two(day)} ${two(hour)}:${minute}:${second} ${ZONES[zone] ?? zone}`;
}
