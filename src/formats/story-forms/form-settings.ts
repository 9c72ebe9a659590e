/** What a site's config gives the forms of its stories; a site that isn't Jekyll's has none. */
import type { SiteSettings } from '../../model/config.js';
import type { Highlighter } from '../code/highlight.js';
import { highlightTag } from '../code/highlight-tag.js';
import { type FormSettings, formValues } from './form-values.js';
import { inOneLine } from './one-line.js';

type Colouring = Highlighter['highlight'];

/** Null: the site's stories have no forms. `highlighter` is asked for with the first code. */
export function formSettings(
  config: SiteSettings,
  highlighter: () => Highlighter,
): FormSettings | null {
  if (config.syntax !== 'liquid') return null;
  const { url, baseurl } = config;
  const coloured: Colouring = (code, language) => highlighter().highlight(code, language);
  const plain: Colouring = (code) => highlighter().highlight(code, 'plaintext');
  return {
    url,
    baseurl,
    values: formValues(config),
    highlight(markup, code, isPlain) {
      const isColoured = config.colouredCode && !isPlain;
      const colours = { highlight: isColoured ? coloured : plain, isKnown: () => true };
      const figure = highlightTag(markup, code, colours);
      if (figure === null) return null;
      // Where HTML is shown as text, a figure would be.
      return config.html === 'escape' ? fenced(markup, code) : inOneLine(figure);
    },
  };
}

function fenced(markup: string, code: string): string {
  const [language = ''] = /^\S+/.exec(markup.trim()) ?? [];
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `\n\n${fence}${language}\n${code.replace(/^[\n\r]+|[\n\r]+$/g, '')}\n${fence}\n\n`;
}
