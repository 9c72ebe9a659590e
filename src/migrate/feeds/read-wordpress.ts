/**
 * A WordPress export (WXR: `wp-admin/includes/export.php`): posts and pages, item by item, whatever the
 * file's size; attachments are pictures to fetch.
 */
import { basename } from 'node:path';
import { titleWords } from '../../formats/text/title-words.js';
import type { Io } from '../../model/io.js';
import { SiteError } from '../../model/problem.js';
import type { ForeignInput, ForeignSite, FrontKeys, ReadForeign } from '../sources/foreign-site.js';
import { type TextStart, tagPlaces } from '../sources/tag-places.js';
import { localPath, slugOf, tellFaults } from './feed-items.js';
import { fileBytes } from './file-bytes.js';
import { paragraphsOf, picturesIn, withoutWordPressCodes } from './html-body.js';
import { PatternVote } from './story-pattern.js';
import { readXml, type XmlContent } from './xml-events.js';
import { ZoneVote } from './zone-vote.js';

interface WordPressItem {
  readonly fields: Map<string, string>;
  readonly categories: string[];
  readonly tags: string[];
  /** In the export. */
  readonly line: number;
  readonly column: number;
  /** Of its body. */
  start: TextStart;
}

class WordPressReader {
  readonly #input: ForeignInput;
  readonly #channel = new Map<string, string>();
  readonly #authors = new Map<string, string>();
  readonly #login: { login: string; name: string } = { login: '', name: '' };
  readonly #slugs = {
    tags: new Map<string, string>(),
    categories: new Map<string, string>(),
    authors: new Map<string, string>(),
  };
  /** Of the categories that lie below others. */
  readonly #parents = new Map<string, string>();
  readonly #term = { slug: '', parent: '' };
  readonly #vote = new PatternVote();
  readonly #zones = new ZoneVote();
  readonly #faults = tellFaults();
  readonly #file: string;
  #item: WordPressItem | null = null;
  #queries = 0;
  #isExport = false;

  constructor(input: ForeignInput) {
    this.#input = input;
    this.#file = basename(input.place);
  }

  async read(io: Io): Promise<void> {
    const { place, sink } = this.#input;
    await readXml(fileBytes(place, io), {
      open: ({ name, parents, line, column }) => {
        if (name === 'channel' && parents.at(-1) === 'rss') this.#isExport = true;
        const start = { file: this.#file, line, column };
        if (name === 'item') {
          // None stands inside another: the one before was not closed.
          this.#end();
          this.#item = { fields: new Map(), categories: [], tags: [], line, column, start };
        } else if (name === 'content:encoded' && this.#item !== null) this.#item.start = start;
        return null;
      },
      close: (content) => this.#close(content),
      problem: this.#faults.add,
    });
    // The file may be cut off in one.
    this.#end();
    if (!this.#isExport) {
      const hint = 'Export it anew: Tools, Export, All content.';
      throw SiteError.of(
        'migrate-source',
        `${place} is no WordPress export: it has no channel`,
        hint,
      );
    }
    for (const advice of this.#faults.advice(place)) sink.advise(advice);
    if (this.#queries > 0) {
      sink.advise({
        what: `Addresses with a query (?p=1), which no file can have: ${this.#queries}`,
        todo: 'Where such links matter, let the host lead them on by rules of its own.',
      });
    }
  }

  #close(content: XmlContent): void {
    const { name, parents, text, attributes } = content;
    const parent = parents.at(-1);
    if (name === 'item') this.#end();
    else if (isField(parents)) this.#field(name, text, attributes);
    else if (parent === 'channel' && !this.#channel.has(name)) this.#channel.set(name, text.trim());
    if (name === 'wp:author_login') this.#login.login = text.trim();
    if (name === 'wp:author_display_name') this.#login.name = text.trim();
    if (name === 'wp:author') this.#authors.set(this.#login.login, this.#login.name);
    if (name === 'wp:category_nicename') this.#term.slug = decoded(text.trim());
    if (name === 'wp:category_parent') this.#term.parent = decoded(text.trim());
    if (name === 'wp:category') this.#parents.set(this.#term.slug, this.#term.parent);
  }

  #field(name: string, text: string, attributes: Readonly<Record<string, string>>): void {
    const item = this.#item;
    if (item === null) return;
    if (name !== 'category') {
      item.fields.set(name, text);
      return;
    }
    const isTag = attributes['domain'] === 'post_tag';
    if (!isTag && attributes['domain'] !== 'category') return;
    (isTag ? item.tags : item.categories).push(text.trim());
    const slug = decoded(attributes['nicename'] ?? '');
    if (isTag && slug !== '') this.#slugs.tags.set(slug, text.trim());
    else if (slug !== '') this.#slugs.categories.set(this.#pathOf(slug), text.trim());
  }

  /** As WordPress has it in addresses: with the categories above. */
  #pathOf(slug: string): string {
    const path = [slug];
    // A ring of parents is no parent.
    for (
      let above = this.#parents.get(slug);
      above !== undefined && above !== '' && !path.includes(above);
      above = this.#parents.get(above)
    ) {
      path.unshift(above);
    }
    return path.join('/');
  }

  #end(): void {
    const item = this.#item;
    this.#item = null;
    if (item === null) return;
    const of = (name: string): string => (item.fields.get(name) ?? '').trim();
    const type = of('wp:post_type');
    if (type === 'attachment' && of('wp:attachment_url') !== '') {
      this.#input.sink.picture(of('wp:attachment_url'));
    }
    if (type === '') {
      this.#input.sink.advise({
        what: `${this.#file}:${item.line}:${item.column}: “${of('title')}” was left out: it has no wp:post_type`,
        todo: 'Mend the item in the export, and run it again.',
      });
    }
    if (
      (type !== 'post' && type !== 'page') ||
      /^(?:trash|auto-draft|inherit)$/.test(of('wp:status'))
    )
      return;
    this.#story(item, of, type);
  }

  #story(item: WordPressItem, of: (name: string) => string, type: 'post' | 'page'): void {
    const { sink } = this.#input;
    const date = /^\d{4}-\d\d-\d\d/.exec(of('wp:post_date').replace(/^0000.*/, ''))?.[0] ?? null;
    const address = localPath(
      of('link'),
      this.#channel.get('wp:base_blog_url') ?? this.#channel.get('link') ?? '',
    );
    const isPublished = of('wp:status') === 'publish';
    if (isPublished && address === null) this.#queries++;
    const title = titleWords(of('title'));
    const slug = decoded(of('wp:post_name')) || slugOf(title) || of('wp:post_id');
    const written = item.fields.get('content:encoded') ?? '';
    const placeOf = tagPlaces(written, item.start);
    const html = withoutWordPressCodes(written, (name, start) => sink.tag(name, placeOf(start)));
    const origin = `${this.#file}:${item.line}:${item.column}`;
    const body = paragraphsOf(html);
    const offset = offsetOf(of('wp:post_date'), of('wp:post_date_gmt'));
    if (offset !== null) this.#zones.add(instantOf(of('wp:post_date_gmt')), offset);
    for (const picture of picturesIn(body)) sink.picture(picture);
    if (isPublished && address !== null && date !== null && type === 'post') {
      this.#vote.add({ address, day: date, slug });
    }
    const login = of('dc:creator');
    const author = this.#authors.get(login) || login;
    if (type === 'post' && author !== '') this.#slugs.authors.set(slugOf(login), author);
    sink.story({
      kind:
        type === 'page'
          ? 'page'
          : isPublished || of('wp:status') === 'future' || of('wp:status') === 'private'
            ? 'post'
            : 'draft',
      day: date,
      name: type === 'page' ? address?.replace(/^\/|\/$/g, '') || slug : slug,
      ext: '.html',
      front: {
        title: title || undefined,
        date: withOffset(of('wp:post_date'), of('wp:post_date_gmt')),
        last_modified_at: withOffset(of('wp:post_modified'), of('wp:post_modified_gmt')),
        author: author || undefined,
        categories: listOf(item.categories),
        tags: listOf(item.tags),
        excerpt: of('excerpt:encoded') || undefined,
        published:
          of('wp:status') === 'private' ||
          of('wp:post_password') !== '' ||
          (type === 'page' && !isPublished)
            ? false
            : undefined,
        permalink: type === 'page' ? (address ?? undefined) : undefined,
      },
      body,
      address: isPublished && of('wp:post_password') === '' ? address : null,
      origin,
    });
  }

  config(): FrontKeys {
    const of = (name: string): string | undefined => this.#channel.get(name) || undefined;
    const [, url, folder] =
      /^(https?:\/\/[^/]+)(\/.+?)?\/?$/.exec(of('wp:base_blog_url') ?? of('link') ?? '') ?? [];
    return {
      title: of('title'),
      description: of('description'),
      url,
      baseurl: folder,
      lang: of('language'),
      timezone: this.#zones.best(of('language') ?? '')?.zone ?? 'UTC',
      permalink: this.#vote.best,
      category_permalink: '/category/:slug/',
      tag_permalink: '/tag/:slug/',
      author_permalink: '/author/:slug/',
      paginate: 10,
      paginate_path: '/page/:num/',
      exclude: ['pictures.txt'],
    };
  }

  /** Where the zone is not all that the dates say. */
  zoneAdvice(): void {
    const { sink } = this.#input;
    const found = this.#zones.best(this.#channel.get('language') ?? '');
    const todo = 'Write the site’s zone, such as Asia/Shanghai, as `timezone` into _config.yml.';
    if (found === null) {
      sink.advise({ what: 'No date of the export says which zone it is in: UTC is taken', todo });
    } else if (found.others > 0) {
      const what = `\`timezone: ${found.zone}\` was told from the dates; ${found.others} of ${found.days} days had another offset`;
      sink.advise({ what, todo: `They keep theirs. If it is another zone: ${todo}` });
    }
  }

  get slugs(): ForeignSite['slugs'] {
    return this.#slugs;
  }

  get lists(): readonly string[] {
    const { categories, tags } = this.#slugs;
    return [
      '/',
      ...[...categories.keys()].map((slug) => `/category/${slug}/`),
      ...[...tags.keys()].map((slug) => `/tag/${slug}/`),
    ];
  }
}

export const readWordPress: ReadForeign = async (input) => {
  const reader = new WordPressReader(input);
  await reader.read(input.io);
  reader.zoneAdvice();
  const config = reader.config();
  return { config, slugs: reader.slugs, lists: reader.lists, keeps: 'redirect' };
};

/** In an item, also where an element before it was not closed; not of a comment or of a custom field. */
function isField(parents: readonly string[]): boolean {
  const isPart = parents.some((name) => name === 'wp:comment' || name === 'wp:postmeta');
  return parents.includes('item') && !isPart;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function listOf(names: readonly string[]): readonly string[] | undefined {
  const all = [...new Set(names.filter((name) => name !== ''))];
  return all.length === 0 ? undefined : all;
}

/** Minutes east of UTC of a date that is there in both; null: that can't be told. */
function offsetOf(local: string, utc: string): number | null {
  if (local.startsWith('0000') || utc.startsWith('0000')) return null;
  const minutes = Math.round((instantOf(local) - instantOf(utc)) / 60_000);
  return Math.abs(minutes) <= 14 * 60 ? minutes : null;
}

/** NaN: it is no time. */
function instantOf(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

/** The site's own time with the offset that its twin in UTC gives it. */
function withOffset(local: string, utc: string): string | undefined {
  if (Number.isNaN(instantOf(local)) || local.startsWith('0000')) return undefined;
  const minutes = offsetOf(local, utc);
  if (minutes === null) return local;
  const two = (number: number): string => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${local} ${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
