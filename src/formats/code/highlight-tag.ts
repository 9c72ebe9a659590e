/** What Jekyll's `{% highlight ruby linenos %}` becomes (Jekyll `tags/highlight.rb`). */
import { escapeAttribute } from '../html/serialise.js';
import type { Highlighter } from './highlight.js';

/** A language, then options: `linenos`, `name=value`, `name="1 2 3"`. */
const MARKUP = /^([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*)$/;

/**
 * The figure. `markup` is what stands in the tag behind its name, `code` what the tag encloses.
 * Null: the markup is none that Jekyll takes. Without a highlighter the code is plain.
 */
export function highlightTag(
  markup: string,
  code: string,
  highlighter: Highlighter | null,
): string | null {
  const [, written = '', options = ''] = MARKUP.exec(markup.trim()) ?? [];
  if (written === '') return null;
  const language = written.toLowerCase();
  const trimmed = code.replace(/^[\n\r]+|[\n\r]+$/g, '');
  const lines = highlighter !== null && /\blinenos\b/.test(options);
  const text = highlighter?.highlight(trimmed, language) ?? escapeAttribute(trimmed);
  const name = escapeAttribute(language.replaceAll('+', '-'));
  const start = `<code class="language-${name}" data-lang="${escapeAttribute(language)}">`;
  return `<figure class="highlight"><pre>${start}${lines ? numberedLines(text, '') : text}</code></pre></figure>`;
}

/** Rouge's table: numbers in the first column, code in the second; `prefix` is of their classes. */
export function numberedLines(text: string, prefix: '' | 'rouge-'): string {
  // The last line may end inside of what is coloured to the end.
  const lines = /\n(?:<\/span>)*$/.test(text) ? text : `${text}\n`;
  const numbers = Array.from(
    { length: lines.split('\n').length - 1 },
    (_, at) => `${at + 1}\n`,
  ).join('');
  const gutter = `<td class="${prefix}gutter gl"><pre class="lineno">${numbers}</pre></td>`;
  return `<table class="rouge-table"><tbody><tr>${gutter}<td class="${prefix}code"><pre>${lines}</pre></td></tr></tbody></table>`;
}
