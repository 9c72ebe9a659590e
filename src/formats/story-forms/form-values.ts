/** What prints of a story stand for: values of the config, and addresses of literals. */
import type { SiteSettings } from '../../model/config.js';
import { isList, isMap, type Value } from '../../model/data.js';
import { scalarText } from '../text/scalar.js';
import { absoluteUrl, relativeUrl } from '../urls/site-urls.js';

/** What the forms of a site's stories need of it. */
export interface FormSettings {
  readonly url: string;
  /** Empty, or starts with a slash and ends without one. */
  readonly baseurl: string;
  /** By the name behind `site.`: texts that stories may print. */
  readonly values: ReadonlyMap<string, string>;
  /** What `{% highlight markup %}code{% endhighlight %}` becomes; null: no such markup. */
  highlight(markup: string, code: string, isPlain: boolean): string | null;
}

const SITE = /^site\.([\w-]+(?:\.[\w-]+)*)$/;
const LITERAL = /^(?:"([^"]*)"|'([^']*)')((?:\s*\|\s*(?:relative|absolute)_url)+)$/;

/** The name of a value of the site that is printed by itself; null: something else is. */
export function siteName(markup: string): string | null {
  return SITE.exec(markup)?.[1] ?? null;
}

/** Null: the print is no form. */
export function printedValue(markup: string, site: FormSettings): string | null {
  const name = siteName(markup);
  if (name !== null) return site.values.get(name) ?? null;
  const [, double, single = '', filters = ''] = LITERAL.exec(markup) ?? [];
  if (filters === '') return null;
  let value = double ?? single;
  for (const filter of filters.match(/relative|absolute/g) ?? [])
    value = filter === 'relative' ? relativeUrl(value, site) : absoluteUrl(value, site);
  return value;
}

/** Of the site's, besides `url` and `baseurl`; the latter are those of GitHub's pages (`site-github.ts`). */
const ADDRESSES = ['repository', 'github.url', 'github.repository_url'];

/** All that a story's forms may print, by name: what parsing depends on. */
export function formValues({
  url,
  baseurl,
  values,
  storyValues,
}: Pick<SiteSettings, 'url' | 'baseurl' | 'values' | 'storyValues'>): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const name of [...storyValues, ...ADDRESSES]) {
    const value = valueAt(values, name.split('.'));
    if (isList(value) || isMap(value)) continue;
    known.set(name, scalarText(value) ?? '');
  }
  return known.set('url', url).set('baseurl', baseurl);
}

function valueAt(values: Value, path: readonly string[]): Value {
  let value = values;
  for (const key of path) value = isMap(value) ? (value[key] ?? null) : null;
  return value;
}
