/**
 * Filters for a page's head: JSON-LD, and the values that meta tags need. They read views as any
 * template does; front matter is a stranger's, so addresses come out absolute or not at all.
 */
import { siteAddress, siteBase } from '../../content/addresses.js';
import { firstImage } from '../../content/html/images.js';
import { isChinese, openGraphLocale } from '../../content/languages.js';
import {
  type Crumb,
  type Outlet,
  type PageFacts,
  pageData,
  storyData,
  timeFactor,
} from '../../content/page-data.js';
import { SiteDate, toLocalSchema, toXmlSchema } from '../../content/site-date.js';
import {
  authorsOf,
  canonicalOf,
  type Fields,
  imageOf,
  modifiedOf,
  sourceOf,
} from '../../content/story-facts.js';
import type { Zone } from '../../content/zone.js';
import { text } from '../values.js';
import { type Filter, type Filters, list, part, property } from './filter.js';
import { scriptJson } from './html.js';

interface Settings {
  readonly url: string;
  readonly baseurl: string;
  readonly zone: Zone;
}

/** `url` and `baseurl` as one; empty without a usable `url`. */
interface Whereabouts {
  readonly base: string;
  readonly zone: Zone;
}

/** Asked for every page and several times, so the last answer is kept; the settings are read each time. */
function createBase(settings: Settings): () => string {
  let last = { url: '', baseurl: '', base: '' };
  return () => {
    const { url, baseurl } = settings;
    if (url !== last.url || baseurl !== last.baseurl) {
      last = { url, baseurl, base: siteBase(url, baseurl) ?? '' };
    }
    return last.base;
  };
}

/** A view, of whose keys any may be missing. */
function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function words(value: unknown): string | null {
  const written = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return written === '' ? null : written;
}

function isStory(page: Fields): boolean {
  return page['collection'] === 'posts';
}

function msOf(date: unknown): number | null {
  return date instanceof SiteDate ? date.ms : null;
}

/** What the config says of the house. */
function outletOf(site: Fields, base: string): Outlet {
  const publisher = fields(site['publisher']);
  const address = (value: unknown): string | null => {
    const written = words(value);
    return written === null ? null : siteAddress(written, base);
  };
  const url = `${base}/`;
  return {
    name: words(publisher['name']) ?? words(site['title']) ?? url,
    url,
    lang: words(site['lang']) ?? 'en',
    description: words(site['description']),
    logo: address(publisher['logo']) ?? address(site['logo']),
    principles: address(publisher['publishing_principles']),
    corrections: address(publisher['corrections_policy']),
  };
}

/** Categories as steps, tags as words. */
function termsOf(value: unknown, base: string): readonly Crumb[] {
  return Array.from(list(value), (term) => {
    const url = words(property(term, 'url'));
    return { name: text(property(term, 'name')), url: url === null ? null : base + url };
  });
}

function jsonLd(page: Fields, about: Fields, { base, zone }: Whereabouts): object {
  const site = fields(about['site']);
  const outlet = outletOf(site, base);
  const url = base + text(page['url']);
  const facts: PageFacts = {
    url,
    name: words(about['name']) ?? words(page['title']) ?? url,
    description: words(about['description']),
    lang: words(page['lang']) ?? outlet.lang,
    crumbs: [],
  };
  const published = msOf(page['date']);
  if (isStory(page) && published !== null) {
    const crumbs = termsOf(page['category_terms'], base);
    const authors = fields(property(site, 'data.authors'));
    const story = {
      ...facts,
      crumbs,
      type: words(property(page, 'seo.type')),
      image: words(about['image']),
      published: toXmlSchema(published, zone),
      modified: toXmlSchema(modifiedOf(page['last_modified_at'], published, zone), zone),
      authors: authorsOf(page, authors, site['author']),
      sections: crumbs.map(({ name }) => name),
      keywords: termsOf(page['tag_terms'], base).map(({ name }) => name),
      source: sourceOf(page),
    };
    return storyData(story, outlet);
  }
  return pageData(facts, storyUrls(about['paginator'], base), outlet);
}

function storyUrls(paginator: unknown, base: string): readonly string[] | null {
  const posts = property(paginator, 'posts');
  if (posts === undefined) return null;
  return Array.from(list(posts), (post) => base + text(property(post, 'url')));
}

/** For Chinese sites; null where the page has no time of its own: only stories and lists of them do. */
function baiduTime(
  page: Fields,
  [site, paginator]: readonly unknown[],
  { base, zone }: Whereabouts,
): object | null {
  const wanted = isChinese(text(property(site, 'lang'))) && property(site, 'baidu') !== false;
  if (!wanted || base === '') return null;
  const url = base + text(page['url']);
  const local = (ms: number): string => toLocalSchema(ms, zone);
  const published = isStory(page) ? msOf(page['date']) : null;
  if (published !== null) {
    const modified = modifiedOf(page['last_modified_at'], published, zone);
    return timeFactor(url, local(published), local(modified));
  }
  const [newest] = part(list(property(paginator, 'posts')), 0, 1);
  const updated = msOf(property(newest, 'date'));
  return updated === null ? null : timeFactor(url, null, local(updated));
}

/** `translations: {en: /en/x.html}`: every version, the page's own included, as search engines ask. */
function translationsOf(page: Fields, lang: string, base: string): readonly object[] {
  if (page['translations'] === undefined) return [];
  const versions = Object.entries(fields(page['translations'])).flatMap(([code, written]) => {
    const url = typeof written === 'string' ? siteAddress(written, base) : null;
    return url === null || !/^[a-z]{2,3}(?:-[a-z\d]+)*$|^x-default$/i.test(code)
      ? []
      : [{ lang: code, url }];
  });
  if (versions.length === 0 || versions.some((version) => version.lang === lang)) return versions;
  return [{ lang, url: base + text(page['url']) }, ...versions];
}

/**
 * `{{ page | canonical(site) }}` and its like; nothing in, empty out. Without a usable `url` in the
 * config what has to be absolute is empty too.
 */
export function pageDataFilters(settings: Settings): Filters {
  const base = createBase(settings);
  const where = (): Whereabouts => ({ base: base(), zone: settings.zone });
  const own = (page: Fields): string => base() + text(page['url']);
  const of =
    (read: (page: Fields, args: readonly unknown[]) => unknown): Filter =>
    (page, ...args) =>
      typeof page === 'object' && page !== null ? read(page as Fields, args) : '';
  return {
    json_ld: of((page, [about]) =>
      base() === '' ? '' : scriptJson(JSON.stringify(jsonLd(page, fields(about), where()))),
    ),
    time_factor: of((page, args) => {
      const factor = baiduTime(page, args, where());
      return factor === null ? '' : scriptJson(JSON.stringify(factor));
    }),
    canonical: of((page, [site]) => {
      const policy = property(site, 'canonical') === 'source' ? 'source' : 'self';
      const address = canonicalOf(page, isStory(page) ? policy : 'self', own(page));
      return address.startsWith('/') ? '' : address;
    }),
    share_image: of((page, [content]) => {
      const inBody = isStory(page) ? words(page['body_image']) : firstImage(text(content));
      return imageOf(page, inBody, { base: base(), page: own(page) }) ?? '';
    }),
    modified_date: of((page) => {
      const published = msOf(page['date']) ?? 0;
      const modified = modifiedOf(page['last_modified_at'], published, settings.zone);
      return modified > published && published > 0 ? new SiteDate(modified, settings.zone) : '';
    }),
    authors: of((page, [site]) =>
      authorsOf(page, property(site, 'data.authors'), property(site, 'author')),
    ),
    translations: of((page, [site]) => {
      const lang = words(page['lang']) ?? words(property(site, 'lang')) ?? 'en';
      return translationsOf(page, lang, base());
    }),
    og_locale: (lang) => openGraphLocale(text(lang)) ?? '',
  };
}
