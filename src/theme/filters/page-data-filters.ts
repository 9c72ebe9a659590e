/**
 * Filters for a page's head: JSON-LD, and the values that meta tags need. They read views as any
 * template does; front matter is a stranger's, so addresses come out absolute or not at all.
 */

import type { DateOptions } from '../../formats/dates/dates.js';
import { localSchema, SiteDate } from '../../formats/dates/site-date.js';
import type { Zone } from '../../formats/dates/zone.js';
import { firstImage } from '../../formats/html/images.js';
import { isChinese, languageTag, openGraphLocale } from '../../formats/text/languages.js';
import { siteAddress, siteBase } from '../../formats/urls/addresses.js';
import {
  authorsOf,
  canonicalOf,
  type Fields,
  imageOf,
  modifiedOf,
  sourceOf,
} from '../../outputs/story-facts.js';
import { memoizeByKey } from '../../platform/memoize.js';
import { text } from '../runtime/template-values.js';
import { type Filter, type Filters, list, part, property } from './filter.js';
import { scriptJson } from './html-filters.js';
import {
  type Crumb,
  type Outlet,
  pageData,
  type StoryFacts,
  storyData,
  timeFactor,
} from './json-ld.js';

/** Languages, and addresses of the house: a site has one or two of each. */
const MAX_KNOWN = 100;

interface PageDataSettings {
  readonly url: string;
  readonly baseurl: string;
  readonly zone: Zone;
  /** How front matter's dates are read. */
  readonly dates: DateOptions;
}

/** `url` and `baseurl` as one; empty without a usable `url`. */
interface PageLocation {
  readonly base: string;
  readonly zone: Zone;
  readonly dates: DateOptions;
  /** A site's own address, absolute. */
  address(written: string): string | null;
}

/** The last location is remembered: each page needs it several times. The settings are read each time. */
function createWhere(settings: PageDataSettings): () => PageLocation {
  const { zone, dates } = settings;
  let [lastUrl, lastBaseurl] = ['', ''];
  let where: PageLocation = { base: '', zone, dates, address: () => null };
  return () => {
    const { url, baseurl } = settings;
    if (url !== lastUrl || baseurl !== lastBaseurl) {
      [lastUrl, lastBaseurl] = [url, baseurl];
      const base = siteBase(url, baseurl) ?? '';
      where = {
        base,
        zone,
        dates,
        address: memoizeByKey((path) => siteAddress(path, base), MAX_KNOWN),
      };
    }
    return where;
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

/** As the page's date shows itself; changed at another time, that one. */
function shown(date: SiteDate, ms: number, zone: Zone): string {
  return (ms === date.ms ? date : new SiteDate(ms, zone)).toJSON();
}

/** What the config says of the house. */
function outletOf(site: Fields, { base, address }: PageLocation): Outlet {
  const publisher = fields(site['publisher']);
  const absolute = (value: unknown): string | null => {
    const written = words(value);
    return written === null ? null : address(written);
  };
  const url = `${base}/`;
  return {
    name: words(publisher['name']) ?? words(site['title']) ?? url,
    url,
    lang: words(site['lang']) ?? 'en',
    description: words(site['description']),
    logo: absolute(publisher['logo']) ?? absolute(property(site['logo'], 'light') ?? site['logo']),
    principles: absolute(publisher['publishing_principles']),
    corrections: absolute(publisher['corrections_policy']),
    search: absolute(site['search_url']),
  };
}

/** Categories as steps, tags as words. */
function termsOf(value: unknown, base: string): readonly Crumb[] {
  const terms = list(value);
  const crumbs: Crumb[] = [];
  for (let at = 0; at < terms.length; at++) {
    const url = words(property(terms[at], 'url'));
    crumbs.push({
      name: text(property(terms[at], 'name')),
      url: url === null ? null : base + url,
    });
  }
  return crumbs;
}

function jsonLd(page: Fields, about: Fields, where: PageLocation): string {
  const { base, zone, dates } = where;
  const site = fields(about['site']);
  const outlet = outletOf(site, where);
  const url = base + text(page['url']);
  const name = words(about['name']) ?? words(page['title']) ?? url;
  const description = words(about['description']);
  const lang = languageTag(words(page['lang']) ?? outlet.lang);
  const { date } = page;
  if (!isStory(page) || !(date instanceof SiteDate)) {
    const facts = { url, name, description, lang, crumbs: [] };
    return pageData(facts, listedUrls(page, about['paginator'], base), outlet);
  }
  const crumbs = termsOf(page['category_terms'], base);
  const modified = modifiedOf(page, date.ms, zone, dates);
  // Written out: to spread one object into another costs as much as the whole page's data.
  const story: StoryFacts = {
    url,
    name,
    description,
    lang,
    crumbs,
    type: words(property(page, 'seo.type')),
    image: words(about['image']),
    published: date.toJSON(),
    modified: shown(date, modified, zone),
    authors: authorsOf(page, fields(property(site, 'data.authors')), site['author']),
    sections: crumbs.map((crumb) => crumb.name),
    keywords: termsOf(page['tag_terms'], base).map((tag) => tag.name),
    source: sourceOf(page),
  };
  return storyData(story, outlet);
}

/**
 * What a list shows: its stories; of a year the months, of a month the days, for all stories of those
 * would make the page as long as the archive. Null: the page is no list.
 */
function listedUrls(page: Fields, paginator: unknown, base: string): readonly string[] | null {
  const posts = property(paginator, 'posts');
  if (posts === undefined) return null;
  const isParted = page['type'] === 'year' || page['type'] === 'month';
  const parts = isParted ? list(page['parts']) : [];
  const listed = parts.length > 0 ? parts : list(posts);
  return Array.from(listed, (one) => base + text(property(one, 'url')));
}

/** For Chinese sites; null where the page has no time of its own: only stories and lists of them do. */
function baiduTime(
  page: Fields,
  [site, paginator]: readonly unknown[],
  { base, zone, dates }: PageLocation,
): string | null {
  const wanted = isChinese(text(property(site, 'lang'))) && property(site, 'baidu') !== false;
  if (!wanted || base === '') return null;
  const url = base + text(page['url']);
  const { date } = page;
  if (isStory(page) && date instanceof SiteDate) {
    const published = localSchema(date.toJSON());
    const modified = modifiedOf(page, date.ms, zone, dates);
    const updated = modified === date.ms ? published : localSchema(shown(date, modified, zone));
    return timeFactor(url, published, updated);
  }
  const [newest] = part(list(property(paginator, 'posts')), 0, 1);
  const updated = property(newest, 'date');
  return updated instanceof SiteDate ? timeFactor(url, null, localSchema(updated.toJSON())) : null;
}

/** `translations: {en: /en/x.html}`: every version, the page's own included, as search engines ask. */
function translationsOf(page: Fields, lang: string, base: string): readonly object[] {
  if (page['translations'] === undefined) return [];
  const versions = Object.entries(fields(page['translations'])).flatMap(([name, written]) => {
    const code = languageTag(name);
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
export function pageDataFilters(settings: PageDataSettings): Filters {
  const where = createWhere(settings);
  const locale = memoizeByKey(openGraphLocale, MAX_KNOWN);
  const own = (page: Fields): string => where().base + text(page['url']);
  const of =
    (read: (page: Fields, args: readonly unknown[]) => unknown): Filter =>
    (page, ...args) =>
      typeof page === 'object' && page !== null ? read(page as Fields, args) : '';
  return {
    json_ld: of((page, [about]) =>
      where().base === '' ? '' : scriptJson(jsonLd(page, fields(about), where())),
    ),
    time_factor: of((page, args) => {
      const factor = baiduTime(page, args, where());
      return factor === null ? '' : scriptJson(factor);
    }),
    canonical: of((page, [site]) => {
      const policy = property(site, 'canonical') === 'source' ? 'source' : 'self';
      const address = canonicalOf(page, isStory(page) ? policy : 'self', own(page));
      return address.startsWith('/') ? '' : address;
    }),
    share_image: of((page, [content]) => {
      const inBody = isStory(page) ? words(page['body_image']) : firstImage(text(content));
      return imageOf(page, inBody, { base: where().base, page: own(page) }) ?? '';
    }),
    modified_date: of((page) => {
      const published = msOf(page['date']) ?? 0;
      const modified = modifiedOf(page, published, settings.zone, settings.dates);
      return modified > published && published > 0 ? new SiteDate(modified, settings.zone) : '';
    }),
    authors: of((page, [site]) =>
      authorsOf(page, property(site, 'data.authors'), property(site, 'author')),
    ),
    translations: of((page, [site]) => {
      const lang = words(page['lang']) ?? words(property(site, 'lang')) ?? 'en';
      return translationsOf(page, lang, where().base);
    }),
    og_locale: (lang) => locale(text(lang)) ?? '',
  };
}
