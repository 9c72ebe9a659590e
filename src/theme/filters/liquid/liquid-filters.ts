/**
 * All filters as Liquid templates have them: the shared ones, and Ruby's meaning where that differs from
 * Nunjucks'. One table says which those are.
 */
import { rubyText } from '../../runtime/liquid/liquid-text.js';
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
  ...['base64_encode', 'base64_decode', 'base64_url_safe_encode', 'base64_url_safe_decode'],
  ...['url_encode', 'url_decode', 'cgi_escape', 'uri_escape', 'slugify', 'strip_index'],
];

/** Those with Liquid's meaning alone; the others of the theme are shared. */
const OVERRIDES: readonly Filters[] = [liquidNumbers, liquidTexts, liquidLists];

/** The record for Liquid templates; a site's own filters win, as in Nunjucks. */
export function liquidFilters(shared: ReadonlyMap<string, Filter>): ReadonlyMap<string, Filter> {
  const all = new Map(shared);
  for (const name of OF_TEXTS) {
    const filter = shared.get(name);
    if (filter !== undefined) all.set(name, ofTexts(filter));
  }
  for (const [name, filter] of OVERRIDES.flatMap((record) => Object.entries(record))) {
    all.set(name, filter);
  }
  const date = shared.get('date');
  if (date !== undefined) all.set('date', formatted(date));
  for (const [name, filter] of shared) if (isOwnFilter(filter)) all.set(name, filter);
  return all;
}

/** Finished HTML is a text like another: what the site's own templates put into it is not escaped. */
function ofTexts(filter: Filter): Filter {
  return function ruby(value, ...args) {
    return filter.call(this, rubyText(value), ...args.map(rubyText));
  };
}

/** Without a format a date stays what it is. */
function formatted(date: Filter): Filter {
  return function dated(value, format) {
    if (value === undefined || value === null || rubyText(format) === '') return value;
    return date.call(this, value, rubyText(format));
  };
}
