/**
 * Recognises Liquid's spelling, as Jekyll's users write it, and says how Nunjucks writes the same.
 * Pure; used when a template fails to load, and to warn of what Nunjucks reads as something else.
 */
import { rewriteExpression } from './liquid-expressions.js';

/** A place where Liquid stands. */
export interface LiquidHint {
  /** Of the tag's start in the text, from 1; the column in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** The whole tag as it stands. */
  readonly found: string;
  /** The whole tag in Nunjucks; in words where there is no such tag. */
  readonly write: string;
}

/** Tags and outputs; comments and raw blocks are matched to be passed over. */
const PARTS: RegExp =
  /\{#[\s\S]*?#\}|\{%-?\s*(raw|verbatim)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}|\{%(-?)\s*(#|[\w-]+)((?:"[^"]*"|'[^']*'|(?!%\})[^"'])*?)(-?)%\}|\{\{(-?)((?:"[^"]*"|'[^']*'|(?!\}\})[^"'])*?)(-?)\}\}/g;

/** Every Liquid tag and output of a text, in its order. */
export function liquidHints(text: string): readonly LiquidHint[] {
  const hints: LiquidHint[] = [];
  const isLiquidCase = /\{%-?\s*(?:when|endcase)\b/.test(text);
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(PARTS)) {
    const write = rewrite(match, isLiquidCase);
    if (write === null || write === match[0]) continue;
    for (let at = text.indexOf('\n', counted); at >= 0 && at < match.index; ) {
      line += 1;
      counted = at + 1;
      at = text.indexOf('\n', counted);
    }
    const column = match.index - text.lastIndexOf('\n', match.index - 1);
    hints.push({ line, column, found: match[0], write });
  }
  return hints;
}

/** The tag in Nunjucks; null: nothing to say. */
function rewrite(match: RegExpExecArray, isLiquidCase: boolean): string | null {
  const [, , open = '', tag, args = '', close = '', start = '', output, end = ''] = match;
  if (output !== undefined) {
    const written = rewriteExpression(output);
    return written === output ? null : `{{${start}${written}${end}}}`;
  }
  if (tag === undefined || (tag === 'case' && !isLiquidCase)) return null;
  const body = TAGS.get(tag)?.(args.trim()) ?? (TAGS.get(tag) ? null : other(tag, args));
  return body?.startsWith(':') ? `{%${open} ${body.slice(1)} ${close}%}` : body;
}

/** A tag that Nunjucks has as well: only its expression can be Liquid's. */
function other(tag: string, args: string): string | null {
  const written = rewriteExpression(args);
  return written === args ? null : `:${tag} ${written.trim()}`;
}

const NO_LOOP_CONTROL =
  'no tag: Nunjucks has no `break` or `continue`; filter the list, or use `if`';
const SEO_TITLE = '<title>{{ page.title or site.title }}</title>';
const SEO = '{% set name = page.title or site.title %}{% include "parts/meta.njk" %}';

/** What each tag becomes: a tag after `:`, other template text, or words. */
const TAGS: ReadonlyMap<string, (args: string) => string | null> = new Map([
  ['assign', (args) => `:set ${rewriteExpression(args)}`],
  ['capture', (args) => `:set ${args.replace(/^["']|["']$/g, '')}`],
  ['endcapture', () => ':endset'],
  ['unless', (args) => `:if not (${rewriteExpression(args)})`],
  ['endunless', () => ':endif'],
  ['elsif', (args) => `:elif ${rewriteExpression(args)}`],
  ['case', (args) => `:switch ${rewriteExpression(args)}`],
  [
    'when',
    (args) =>
      args
        .split(/\s*,\s*|\s+or\s+/)
        .map((value) => `{% case ${value} %}`)
        .join(''),
  ],
  ['endcase', () => ':endswitch'],
  ['for', forTag],
  ['tablerow', (args) => forTag(args) ?? `:for ${args}`],
  ['endtablerow', () => ':endfor'],
  ['include', (args) => includeTag(args)],
  ['include_cached', (args) => includeTag(args) ?? `:include ${args}`],
  ['include_relative', (args) => includeTag(args) ?? `:include ${args}`],
  ['render', (args) => includeTag(args) ?? `:include ${args}`],
  ['comment', () => '{#'],
  ['endcomment', () => '#}'],
  ['#', (args) => `{# ${args} #}`],
  ['increment', (args) => `{{ ${args} }}{% set ${args} = ${args} + 1 %}`],
  ['decrement', (args) => `{% set ${args} = ${args} - 1 %}{{ ${args} }}`],
  ['cycle', (args) => `{{ [${args.replace(/^[^,]*:\s*/, '')}][loop.index0 % ${count(args)}] }}`],
  ['echo', (args) => `{{ ${rewriteExpression(args)} }}`],
  ['break', () => NO_LOOP_CONTROL],
  ['continue', () => NO_LOOP_CONTROL],
  ['seo', (args) => (/\btitle\s*=\s*false\b/.test(args) ? SEO : SEO_TITLE + SEO)],
  ['feed_meta', () => '{# parts/meta.njk links the feeds, too #}'],
  ['link', linkTag],
  [
    'post_url',
    (args) =>
      `{{ (site.posts | find_exp("post", "post.path contains '${args}'")).url | relative_url }}`,
  ],
  ['highlight', (args) => `<pre><code class="language-${args.split(/\s/)[0] ?? ''}">`],
  ['endhighlight', () => '</code></pre>'],
]);

function count(args: string): number {
  return args.split(',').length;
}

/** `for p in list limit:5 offset:2 reversed`; Liquid skips and limits before it reverses. */
function forTag(args: string): string | null {
  const match = /^([\w-]+)\s+in\s+([\s\S]+)$/.exec(args);
  if (match === null) return other('for', args);
  const [, name = '', rest = ''] = match;
  const list = rest.replace(/\s+(?:(?:limit|offset|cols)\s*:\s*[\w.]+|reversed\b)/g, '');
  const written = rewriteExpression(list).trim();
  if (written === rest) return null;
  const value = (key: string): string | undefined =>
    new RegExp(`\\s${key}\\s*:\\s*([\\w.]+)`).exec(rest)?.[1];
  const [offset, limit] = [value('offset'), value('limit')];
  const filters = [
    offset === undefined ? '' : ` | offset(${offset})`,
    limit === undefined ? '' : ` | limit(${limit})`,
    /\sreversed\b/.test(rest) ? ' | reverse' : '',
  ];
  return `:for ${name} in ${written}${filters.join('')}`;
}

/** `link` names a file by its path: a post, a page or a copied file. */
function linkTag(args: string): string {
  const file = args.replace(/^\//, '');
  if (!/\.(?:html?|md|markdown)$/.test(file)) return `{{ "/${file}" | relative_url }}`;
  const list = /(?:^|\/)_(?:posts|drafts)\//.test(file) ? 'posts' : 'pages';
  return `{{ (site.${list} | find("path", "${file}")).url | relative_url }}`;
}

const INCLUDE: RegExp =
  /^("[^"]*"|'[^']*'|\{\{[^}]*\}\}|[\w./-]+)((?:[\s,]+[\w-]+\s*[=:]\s*(?:"[^"]*"|'[^']*'|[^\s,]+))*)\s*$/;
const PARAMETER: RegExp = /([\w-]+)\s*[=:]\s*("[^"]*"|'[^']*'|[^\s,]+)/g;
const FILE: RegExp = /\.(?:html?|njk|liquid|md|svg|xml|json|js|css|txt)$|\//;

/** `include file.html a=b`: Nunjucks quotes the name, and the file sees the page's variables. */
function includeTag(args: string): string | null {
  const match = INCLUDE.exec(args);
  if (match === null) return null;
  const [, file = '', params = ''] = match;
  const isVariable = !/^["']/.test(file) && !FILE.test(file);
  const plain = file.replace(/^\{\{\s*|\s*\}\}$/g, '');
  const name = isVariable || /^["']/.test(file) ? plain : `"${file}"`;
  if (name === file && params.trim() === '') return null;
  const sets = [...params.matchAll(PARAMETER)].map(
    ([, key = '', value = '']) => `{% set ${key} = ${rewriteExpression(value)} %}`,
  );
  return `${sets.join('')}{% include ${name} %}`;
}
