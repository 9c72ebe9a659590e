/** What prints of a story stand for: values of the config, and addresses of literals. */
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
