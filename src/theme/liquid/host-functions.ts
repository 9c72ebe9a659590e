/** What finews offers to Liquid's tags besides values: addresses of files, coloured code, facts of a page. */
import { Mistake } from '../compiler/template-problems.js';
import type { Filter, FilterScope } from '../filters/filter.js';
import { rubyText } from '../runtime/liquid/liquid-text.js';
import type { Variables } from '../runtime/run-context.js';
import { safe } from '../runtime/safe.js';
import { escapeHtml } from '../runtime/template-values.js';
import { HOST_FUNCTIONS } from './host-names.js';
import { seoFacts } from './seo/seo-facts.js';

/** What tags need of the site. */
export interface TagSettings {
  /** The address of a file, or of a post by its name, with `baseurl`; null: there is none. */
  address(form: 'link' | 'post_url', name: string): string | null;
  /** A figure of coloured code; `markup` is the language and its options. */
  highlight(markup: string, code: string): string | null;
}

/** The functions by their names; `filters` are Liquid's. */
export function hostFunctions(
  settings: TagSettings | undefined,
  filters: ReadonlyMap<string, Filter>,
): Readonly<Variables> {
  return {
    [HOST_FUNCTIONS.highlight]: (markup: unknown, code: unknown) => {
      const [language, source] = [rubyText(markup), rubyText(code)];
      return safe(settings?.highlight(language, source) ?? plainCode(language, source));
    },
    [HOST_FUNCTIONS.link]: (name: unknown) => addressOf('link', rubyText(name), settings),
    [HOST_FUNCTIONS.post_url]: (name: unknown) => addressOf('post_url', rubyText(name), settings),
    [HOST_FUNCTIONS.seo](this: FilterScope, ...args: readonly unknown[]): unknown {
      const [page, site, paginator, hasTitle] = args;
      const use = (name: string, input: unknown, ...more: readonly unknown[]): unknown =>
        filters.get(name)?.call(this, input, ...more);
      return seoFacts({ page, site, paginator, hasTitle: hasTitle === true }, use);
    },
  };
}

function addressOf(
  form: 'link' | 'post_url',
  name: string,
  settings: TagSettings | undefined,
): string {
  const address = settings?.address(form, name) ?? null;
  if (address !== null) return address;
  const what = form === 'link' ? 'file' : 'post';
  throw new Mistake(
    `\`{% ${form} %}\`: no ${what} \`${name}\` is published`,
    form === 'link'
      ? 'Write the path of a post, a page or a copied file, from the site’s root'
      : 'Write the name of a post’s file without its ending, such as `2024-05-16-title`',
  );
}

function plainCode(markup: string, code: string): string {
  const language = escapeHtml((markup.split(/\s/)[0] ?? '').toLowerCase());
  const text = escapeHtml(code.replace(/^[\n\r]+|[\n\r]+$/g, ''));
  const attributes = `class="language-${language.replaceAll('+', '-')}" data-lang="${language}"`;
  return `<figure class="highlight"><pre><code ${attributes}>${text}</code></pre></figure>`;
}
