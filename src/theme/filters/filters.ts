/** All filters of a theme by name: Jekyll's and Liquid's, and nunjucks' where they mean the same. */
import type { DateOptions } from '../../formats/dates/dates.js';
import type { Zone } from '../../formats/dates/zone.js';
import type { StyleSyntax } from '../../model/site.js';
import { text } from '../runtime/template-values.js';
import { arrays } from './array-filters.js';
import { base64 } from './base64-filters.js';
import { dateFilters } from './date-filters.js';
import { sharedRules } from './expression.js';
import { expressionFilters } from './expression-filters.js';
import { entries, type Filter, type Filters } from './filter.js';
import { htmlFilters } from './html-filters.js';
import { numbers } from './number-filters.js';
import { pageDataFilters } from './page-data-filters.js';
import { type FindPicture, pictureFilters } from './picture-filters.js';
import { strings } from './string-filters.js';
import { themeFilters } from './theme-filters.js';
import { relativeUrl, storyUrl, type UrlSettings, urlFilters } from './url-filters.js';

/** What filters need of the site. */
export interface FilterSettings extends UrlSettings {
  /** Dates are shown in it. */
  readonly zone: Zone;
  /** How front matter's dates are read. */
  readonly dates: DateOptions;
  /** Trusted Markdown to finished HTML. */
  markdown(text: string): string;
  /** The same with those links only that a story may have. Left out: `markdown`. */
  storyMarkdown?(text: string): string;
  /** CSS of SCSS, or of Sass by indentation. Left out: there is none. */
  style?(text: string, syntax: StyleSyntax): string;
  /** Left out: of no picture anything is known. */
  readonly picture?: FindPicture;
  /** The site's own, which win over those of the same name. */
  readonly own?: Filters;
}

function unknownPicture(settings: UrlSettings): FindPicture {
  return (src) => {
    const nothing = { width: null, height: null, srcset: '', avif: '', share: null };
    return { src: storyUrl(src, settings), ...nothing };
  };
}

/** Nothing in, nothing out. */
function styleFilters({ style }: FilterSettings): Filters {
  const of =
    (syntax: StyleSyntax): Filter =>
    (value) =>
      text(value).trim() === '' ? '' : (style?.(text(value), syntax) ?? '');
  return { scssify: of('scss'), sassify: of('indented') };
}

type Test = (...args: unknown[]) => unknown;

/** The record of filters; `tests` are those that `select` and `reject` can name. */
export function createFilters(
  settings: FilterSettings,
  tests: ReadonlyMap<string, Test>,
): ReadonlyMap<string, Filter> {
  const all: Map<string, Filter> = new Map();
  const records: readonly Filters[] = [
    strings,
    base64,
    numbers,
    arrays,
    dateFilters(settings.zone),
    urlFilters(settings),
    htmlFilters((source) => settings.markdown(source)),
    pageDataFilters(settings),
    themeFilters(settings.zone, (path) => relativeUrl(path, settings)),
    pictureFilters(settings.picture ?? unknownPicture(settings)),
    styleFilters(settings),
    testFilters(tests),
    expressionFilters(all, sharedRules),
    settings.own ?? {},
  ];
  for (const record of records) {
    for (const [name, filter] of Object.entries(record)) all.set(name, filter);
  }
  return all;
}

function testFilters(tests: ReadonlyMap<string, Test>): Filters {
  const passes = (name: unknown, arg: unknown): ((item: unknown) => boolean) => {
    if (name === undefined) return Boolean;
    const test = tests.get(text(name));
    if (test === undefined) throw new Error(`There is no test named \`${text(name)}\``);
    return (item) => test(item, arg) === true;
  };
  return {
    select: (value, name, arg) => entries(value).filter(passes(name, arg)),
    reject: (value, name, arg) => {
      const test = passes(name, arg);
      return entries(value).filter((item) => !test(item));
    },
  };
}
