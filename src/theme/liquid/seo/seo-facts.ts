/**
 * What jekyll-seo-tag says of a page, in its order and by its rules (`drop.rb`): a story's words keep their
 * mark. Pure.
 */
import { plainText } from '../../../formats/html/plain-text.js';
import { hasStory, markStory } from '../../escape/story-text.js';
import { liquidTrue } from '../../runtime/liquid/liquid-comparisons.js';
import { liquidMember } from '../../runtime/liquid/liquid-members.js';
import { rubyText, textOf } from '../../runtime/liquid/liquid-text.js';
import { isPlainMap, isSafe } from '../../runtime/template-values.js';

/** A filter of Liquid's by its name. */
export type UseFilter = (name: string, input: unknown, ...args: readonly unknown[]) => unknown;

interface SeoInput {
  readonly page: unknown;
  readonly site: unknown;
  readonly paginator: unknown;
  readonly hasTitle: boolean;
}

/** One element of the head. */
interface HeadItem {
  readonly kind: 'name' | 'property' | 'link';
  readonly key: string;
  readonly value: unknown;
}

/** For the template of the tag. */
interface SeoFacts {
  readonly title: unknown;
  readonly items: readonly HeadItem[];
  readonly json_ld: object;
}

const HOME_OR_ABOUT = /^\/(?:about\/)?(?:index.html?)?$/;

/** The first that is there: nothing and `false` are not. */
function either(...values: readonly unknown[]): unknown {
  return values.find(liquidTrue);
}

function within(target: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(liquidMember, target);
}

export function seoFacts(input: SeoInput, use: UseFilter): SeoFacts {
  const facts = new SeoPage(input, use);
  return {
    title: input.hasTitle ? facts.title : undefined,
    items: facts.items().filter(({ value }) => liquidTrue(value)),
    json_ld: facts.linkedData(),
  };
}

class SeoPage {
  readonly #input: SeoInput;
  readonly #use: UseFilter;
  readonly siteTitle: unknown;
  readonly pageTitle: unknown;
  readonly title: unknown;
  readonly description: unknown;
  readonly canonicalUrl: unknown;
  readonly author: unknown;
  readonly image: Readonly<Record<string, unknown>> | null;
  readonly isHome: boolean;

  constructor(input: SeoInput, use: UseFilter) {
    this.#input = input;
    this.#use = use;
    const { page, site } = input;
    this.isHome = HOME_OR_ABOUT.test(rubyText(within(page, 'url')));
    this.siteTitle = this.#formatted(either(within(site, 'title'), within(site, 'name')));
    this.pageTitle = this.#formatted(within(page, 'title')) ?? this.siteTitle;
    this.title = this.#title();
    const described = either(within(page, 'description'), within(page, 'excerpt'));
    this.description = this.#formatted(described) ?? this.#formatted(within(site, 'description'));
    this.canonicalUrl = this.#canonicalUrl();
    this.author = this.#author();
    this.image = this.#image();
  }

  /** Markdown's text without its marks; undefined: nothing is left. */
  #formatted(value: unknown): unknown {
    if (!liquidTrue(value)) return undefined;
    const html = isSafe(value) ? value : this.#use('markdownify', rubyText(value));
    if (hasStory(value)) {
      const text = plainText(rubyText(html)).replace(/\s+/g, ' ').trim();
      return text === '' ? undefined : markStory(text);
    }
    const bare = this.#use('normalize_whitespace', this.#use('strip_html', html));
    const text = rubyText(this.#use('escape_once', bare));
    return text === '' ? undefined : text;
  }

  #joined(first: unknown, separator: string, second: unknown): unknown {
    const text = `${rubyText(first)}${separator}${rubyText(second)}`;
    return this.#use('append', this.#use('append', first, separator), second) ?? text;
  }

  #title(): unknown {
    const { siteTitle, pageTitle } = this;
    const { site } = this.#input;
    const tagline =
      this.#formatted(within(site, 'tagline')) ?? this.#formatted(within(site, 'description'));
    const isOwn = rubyText(pageTitle) !== rubyText(siteTitle);
    const hasDescription = this.#formatted(within(site, 'description')) !== undefined;
    let title = pageTitle ?? siteTitle;
    if (siteTitle !== undefined && isOwn) title = this.#joined(pageTitle, ' | ', siteTitle);
    else if (siteTitle !== undefined && hasDescription) {
      title = this.#joined(siteTitle, ' | ', tagline);
    }
    const number = this.#pageNumber();
    return number === null || title === undefined ? title : this.#joined(number, '', title);
  }

  #pageNumber(): string | null {
    const { paginator, site } = this.#input;
    const current = within(paginator, 'page');
    if (typeof current !== 'number' || current <= 1) return null;
    const message = either(
      within(site, 'seo_paginator_message'),
      'Page %<current>s of %<total>s for ',
    );
    return rubyText(message)
      .replaceAll(/%<current>[sd]|%\{current\}/g, String(current))
      .replaceAll(/%<total>[sd]|%\{total\}/g, rubyText(within(paginator, 'total_pages')));
  }

  #canonicalUrl(): unknown {
    const { page } = this.#input;
    const own = within(page, 'canonical_url');
    if (rubyText(own) !== '') return own;
    const url = this.#use('absolute_url', within(page, 'url'));
    return rubyText(url).replace(/\/index\.html$/, '/');
  }

  /** A map, of a name at least; undefined: the page has none. */
  #author(): unknown {
    const { page, site } = this.#input;
    const authors = within(page, 'authors');
    const found = [
      within(page, 'author'),
      Array.isArray(authors) ? liquidMember(authors, 0) : undefined,
      within(site, 'author'),
    ].find((one) => rubyText(one) !== '');
    const name = textOf(found);
    if (name === undefined) return found;
    const data = within(site, 'data', 'authors', name);
    const known = typeof data === 'object' && data !== null ? data : {};
    return Object.assign(Object.create(null), { name: found }, known);
  }

  #image(): Readonly<Record<string, unknown>> | null {
    const image = within(this.#input.page, 'image');
    const map = isPlainMap(image) ? image : { path: image };
    const raw = either(within(map, 'path'), within(map, 'facebook'), within(map, 'twitter'));
    if (!liquidTrue(raw) || textOf(raw) === undefined) return null;
    return Object.assign(Object.create(null), map, { path: this.#absolute(raw) });
  }

  #absolute(address: unknown): unknown {
    const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(rubyText(address));
    return this.#use('uri_escape', isAbsolute ? address : this.#use('absolute_url', address));
  }

  items(): readonly HeadItem[] {
    const { page, site, paginator } = this.#input;
    const { image } = this;
    const name = (key: string, value: unknown): HeadItem => ({ kind: 'name', key, value });
    const property = (key: string, value: unknown): HeadItem => ({ kind: 'property', key, value });
    const link = (key: string, value: unknown): HeadItem => ({ kind: 'link', key, value });
    const hasUrl = liquidTrue(within(site, 'url'));
    const isArticle = liquidTrue(within(page, 'date'));
    const absolute = (value: unknown): unknown =>
      liquidTrue(value) ? this.#use('absolute_url', value) : undefined;
    return [
      name('generator', 'finews'),
      // Jekyll's knows nothing that expires.
      name('robots', within(page, 'has_expired') === true ? 'noindex' : undefined),
      property('og:title', this.pageTitle),
      name('author', within(this.author, 'name')),
      property('og:locale', this.#locale()),
      name('description', this.description),
      property('og:description', this.description),
      link('canonical', hasUrl ? this.canonicalUrl : undefined),
      property('og:url', hasUrl ? this.canonicalUrl : undefined),
      property('og:site_name', this.siteTitle),
      property('og:image', image?.['path']),
      property('og:image:height', image === null ? undefined : within(image, 'height')),
      property('og:image:width', image === null ? undefined : within(image, 'width')),
      property('og:image:alt', image === null ? undefined : within(image, 'alt')),
      property('og:type', isArticle ? 'article' : 'website'),
      property('article:published_time', isArticle ? this.#time(within(page, 'date')) : undefined),
      link('prev', pageLink(paginator, 'previous_page', absolute)),
      link('next', pageLink(paginator, 'next_page', absolute)),
      name('twitter:card', this.#card()),
      property('twitter:image', image?.['path']),
      name('twitter:image:alt', image === null ? undefined : within(image, 'alt')),
      property('twitter:title', this.pageTitle),
      ...this.#accounts(name, property),
    ];
  }

  #time(date: unknown): unknown {
    return this.#use('date_to_xmlschema', date);
  }

  #locale(): unknown {
    const { page, site } = this.#input;
    const language = either(within(page, 'lang'), within(site, 'lang'), 'en_US');
    const locale = either(within(page, 'locale'), within(site, 'locale'), language);
    return this.#use('replace', locale, '-', '_');
  }

  #card(): unknown {
    const { page, site } = this.#input;
    if (this.image === null) return 'summary';
    const own = [within(page, 'twitter', 'card'), within(site, 'twitter', 'card')];
    return own.find((card) => liquidTrue(card) && rubyText(card) !== '') ?? 'summary_large_image';
  }

  #accounts(
    name: (key: string, value: unknown) => HeadItem,
    property: (key: string, value: unknown) => HeadItem,
  ): readonly HeadItem[] {
    const { site } = this.#input;
    const twitter = within(site, 'twitter');
    const own = either(within(this.author, 'twitter'), within(this.author, 'name'));
    const handle = (value: unknown): unknown =>
      textOf(value) === undefined
        ? undefined
        : this.#use('prepend', this.#use('remove', value, '@'), '@');
    const facebook = within(site, 'facebook');
    const verified = within(site, 'webmaster_verifications');
    const verification = (key: string): unknown =>
      liquidTrue(verified)
        ? within(verified, key)
        : key === 'google'
          ? within(site, 'google_site_verification')
          : undefined;
    return [
      // The plugin prints `@` alone where there is no name.
      name(
        'twitter:site',
        liquidTrue(twitter) ? handle(within(twitter, 'username') ?? '') : undefined,
      ),
      name('twitter:creator', liquidTrue(twitter) ? handle(own) : undefined),
      property('fb:admins', within(facebook, 'admins')),
      property('article:publisher', within(facebook, 'publisher')),
      property('fb:app_id', within(facebook, 'app_id')),
      ...VERIFICATIONS.map(([key, meta]) => name(meta, verification(key))),
    ];
  }

  /** In the order of their names, as jekyll-seo-tag writes them. */
  linkedData(): object {
    const { page } = this.#input;
    const seo = within(page, 'seo');
    const date = within(page, 'date');
    const type = either(
      within(seo, 'type'),
      this.isHome ? 'WebSite' : liquidTrue(date) ? 'BlogPosting' : 'WebPage',
    );
    const changed = either(within(seo, 'date_modified'), within(page, 'last_modified_at'), date);
    const isEntity = ['BlogPosting', 'CreativeWork'].includes(rubyText(type));
    const all: readonly (readonly [string, unknown])[] = [
      ['@context', 'https://schema.org'],
      ['@type', type],
      ['author', this.#authorData()],
      ['dateModified', liquidTrue(changed) ? this.#time(changed) : undefined],
      ['datePublished', liquidTrue(date) ? this.#time(date) : undefined],
      ['description', unescaped(this.description)],
      ['headline', unescaped(this.pageTitle)],
      ['image', this.#imageData()],
      ['mainEntityOfPage', isEntity ? { '@type': 'WebPage', '@id': this.canonicalUrl } : undefined],
      ['name', unescaped(this.#name())],
      ['publisher', this.#publisher()],
      ['sameAs', this.#links()],
      ['url', this.canonicalUrl],
    ];
    return Object.assign(
      Object.create(null),
      Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== null)),
    );
  }

  #authorData(): object | undefined {
    const name = within(this.author, 'name');
    const type = within(this.author, 'type');
    const isKnown = !liquidTrue(type) || ['Organization', 'Person'].includes(rubyText(type));
    if (!liquidTrue(name) || !isKnown) return undefined;
    const url = within(this.author, 'url');
    return {
      '@type': liquidTrue(type) ? type : 'Person',
      name,
      ...(liquidTrue(url) ? { url } : {}),
    };
  }

  #imageData(): unknown {
    if (this.image === null) return undefined;
    const { path, ...others } = this.image;
    if (Object.keys(others).length === 0) return path;
    return { ...others, url: path, '@type': 'imageObject' };
  }

  #name(): unknown {
    const { page, site } = this.#input;
    const own = within(page, 'seo', 'name');
    if (liquidTrue(own)) return this.#formatted(own);
    if (!this.isHome) return undefined;
    const social = within(site, 'social', 'name');
    return liquidTrue(social) ? this.#formatted(social) : this.siteTitle;
  }

  #publisher(): object | undefined {
    const logo = within(this.#input.site, 'logo');
    if (textOf(logo) === undefined) return undefined;
    const name = within(this.author, 'name');
    return {
      '@type': 'Organization',
      logo: { '@type': 'ImageObject', url: this.#absolute(logo) },
      ...(liquidTrue(name) ? { name } : {}),
    };
  }

  #links(): unknown {
    const { page, site } = this.#input;
    const own = within(page, 'seo', 'links');
    if (liquidTrue(own)) return own;
    return this.isHome ? within(site, 'social', 'links') : undefined;
  }
}

/** Data has no references: a reader of it would show `&quot;`. */
function unescaped(value: unknown): unknown {
  return typeof value === 'string' ? plainText(value) : value;
}

function pageLink(paginator: unknown, key: string, absolute: (value: unknown) => unknown): unknown {
  return liquidTrue(within(paginator, key))
    ? absolute(within(paginator, `${key}_path`))
    : undefined;
}

const VERIFICATIONS = [
  ['google', 'google-site-verification'],
  ['bing', 'msvalidate.01'],
  ['alexa', 'alexaVerifyID'],
  ['yandex', 'yandex-verification'],
  ['baidu', 'baidu-site-verification'],
  ['facebook', 'facebook-domain-verification'],
] as const;
