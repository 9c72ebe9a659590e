/**
 * All filters as Liquid templates have them: the shared ones, and Ruby's meaning where that differs from
 * Nunjucks'. One table says which those are.
 */
import { SiteDate } from '../../../formats/dates/site-date.js';
import type { Zone } from '../../../formats/dates/zone.js';
import { liquidMember } from '../../runtime/liquid/liquid-members.js';
import { rubyText, textOf } from '../../runtime/liquid/liquid-text.js';
import { isMapLike } from '../../runtime/template-values.js';
import { shownAsWritten } from '../date-filters.js';
import { liquidRules } from '../expression.js';
import { expressionFilters } from '../expression-filters.js';
import type { Filter, Filters } from '../filter.js';
import { isOwnFilter } from '../site-filters.js';
import { liquidLists } from './liquid-list-filters.js';
import { liquidNumbers } from './liquid-number-filters.js';
import { liquidTexts } from './liquid-text-filters.js';

/** Shared filters that ask for texts: input and arguments are made texts as Ruby makes them. */
const OF_TEXTS: readonly string[] = [
  ...['upcase', 'downcase', 'capitalize', 'append', 'prepend', 'strip_newlines'],
  ...['replace', 'replace_first', 'replace_last', 'remove', 'remove_first', 'remove_last'],
  ...['normalize_whitespace', 'smartify', 'markdownify', 'number_of_words'],
  ...['scssify', 'sassify'],
  ...['base64_encode', 'base64_decode', 'base64_url_safe_encode', 'base64_url_safe_decode'],
  ...['url_encode', 'url_decode', 'cgi_escape', 'uri_escape', 'slugify', 'strip_index'],
];

/** Those with Liquid's meaning alone; the others of the theme are shared. */
const OVERRIDES: readonly Filters[] = [liquidNumbers, liquidTexts, liquidLists];

/** The record for Liquid templates; a site's own filters win, as in Nunjucks. */
export function liquidFilters(
  shared: ReadonlyMap<string, Filter>,
  zone: Zone,
): ReadonlyMap<string, Filter> {
  const all = new Map(shared);
  const records = [...OVERRIDES, expressionFilters(all, liquidRules)];
  for (const [name, filter] of records.flatMap((record) => Object.entries(record))) {
    all.set(name, filter);
  }
  for (const [name, wrap] of WRAPPED) {
    const filter = shared.get(name);
    if (filter !== undefined) all.set(name, wrap(filter, zone));
  }
  for (const [name, filter] of shared) if (isOwnFilter(filter)) all.set(name, filter);
  return all;
}

/** Finished HTML is a text like another: what the site's own templates put into it is not escaped. */
function ofTexts(filter: Filter): Filter {
  return function ruby(value, ...args) {
    if (typeof value === 'string' && args.length === 0) return filter.call(this, value);
    const input = value === undefined || value === null ? value : rubyText(value);
    return filter.call(this, input, ...args.map(rubyText));
  };
}

/** The address of what has one: a story, for one. */
function ofAddress(filter: Filter): Filter {
  const ofText = ofTexts(filter);
  return function address(value, ...args) {
    if (typeof value === 'string' && args.length === 0) return filter.call(this, value);
    const own = isMapLike(value) ? liquidMember(value, 'url') : undefined;
    return ofText.call(this, textOf(own) ?? value, ...args);
  };
}

/** What is no date stays what it is; digits are Unix time, however few. */
function ofDate(filter: Filter): Filter {
  return function dated(value, ...args) {
    if (value instanceof SiteDate && args.length === 0) return filter.call(this, value);
    const written = textOf(value);
    if (written === undefined && !Number.isInteger(value) && !(value instanceof SiteDate)) {
      return value;
    }
    const isCount = written !== undefined && /^\d+$/.test(written);
    return filter.call(this, isCount ? Number(written) : (written ?? value), ...args.map(rubyText));
  };
}

/** Without a format a date stays what it is; a text that says its offset is shown in that. */
function formatted(filter: Filter, zone: Zone): Filter {
  const ofDates = ofDate(filter);
  return function shown(value, format) {
    if (value instanceof SiteDate && typeof format === 'string' && format !== '') {
      return filter.call(this, value, format);
    }
    if (rubyText(format) === '') return value;
    const written = textOf(value);
    const own = written === undefined ? null : shownAsWritten(written, rubyText(format), zone);
    return own ?? ofDates.call(this, value, format);
  };
}

/** Shared filters that see another input. */
const WRAPPED: readonly (readonly [name: string, wrap: (filter: Filter, zone: Zone) => Filter])[] =
  [
    ...OF_TEXTS.map((name) => [name, ofTexts] as const),
    ['relative_url', ofAddress],
    ['absolute_url', ofAddress],
    ['date', formatted],
    ['date_to_string', ofDate],
    ['date_to_long_string', ofDate],
    ['date_to_xmlschema', ofDate],
    ['date_to_rfc822', ofDate],
  ];
