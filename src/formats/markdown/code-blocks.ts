/**
 * Code in Markdown: coloured, and in a Jekyll site with kramdown's elements around it, which the theme's
 * styles are written for (kramdown `converter/html.rb`, `syntax_highlighter/rouge.rb`).
 */
import type { Env, MarkdownIt, RendererRule, Token } from 'markdown-it';
import type { SiteSettings } from '../../model/config.js';
import { lazy } from '../../platform/lazy.js';
import { codeInfo, type LineWishes, withLines } from '../code/code-lines.js';
import { createHighlighter } from '../code/highlight.js';
import { numberedLines } from '../code/highlight-tag.js';
import { escapeAttribute } from '../html/serialise.js';

/** `jekyll`: coloured, with the elements that kramdown has around it; `numbered`: and numbers of lines. */
export type CodeStyle = 'plain' | 'coloured' | 'jekyll' | 'numbered';

export function codeStyle({
  colouredCode,
  numberedCode,
  syntax,
}: Pick<SiteSettings, 'colouredCode' | 'numberedCode' | 'syntax'>): CodeStyle {
  if (!colouredCode) return 'plain';
  if (syntax !== 'liquid') return 'coloured';
  return numberedCode ? 'numbered' : 'jekyll';
}

/**
 * Work on the code of one text: grammars take at most quadratic time, so the squares of the blocks' lengths
 * are added up. What comes after that is plain: 24 blocks of 4,000 UTF-16 units, or 400 of 1,000, are coloured.
 */
const MOST_WORK = 400e6;
/** Levels that colours and kramdown's elements need. */
const LEVELS = 6;
/** Of the table that numbers lines. */
const TABLE_LEVELS = 5;

interface CodeEnv extends Env {
  colouringWork?: number;
}

/** Code with the class of its language and what else it was given. */
interface Coloured {
  readonly html: string;
  /** What its writer wants of its lines; null: nothing. */
  readonly lines: LineWishes | null;
  readonly language: string;
  readonly attributes: readonly (readonly [string, string])[];
}

export function useCode(
  md: MarkdownIt,
  { code = 'plain', nesting }: { readonly code?: CodeStyle; readonly nesting: number },
): void {
  // A site without code loads nothing.
  const highlighter = lazy(createHighlighter);
  const isJekylls = code === 'jekyll' || code === 'numbered';
  const levels = LEVELS + (code === 'numbered' ? TABLE_LEVELS : 0);
  const coloured = (token: Token, info: string, env: CodeEnv = {}): Coloured | null => {
    if (code === 'plain') return null;
    const { language: written, lines } = codeInfo(info);
    const { language, attributes } = languageOf(token, written);
    if (language === '' && !isJekylls) return null;
    const known = language === '' ? 'plaintext' : language;
    const name = known.replace(/[?,].*$/, '');
    if (!highlighter().isKnown(name) || token.level + levels + (lines === null ? 0 : 1) > nesting)
      return null;
    const work = (env.colouringWork ?? 0) + token.content.length ** 2;
    const isPlain = name === 'plaintext' || work > MOST_WORK;
    if (!isPlain) env.colouringWork = work;
    const html = highlighter().highlight(token.content, isPlain ? 'plaintext' : name);
    return html === null ? null : { html, lines, language: known, attributes };
  };
  const { fence: plainFence, code_block: plainBlock, code_inline: plainSpan } = md.renderer.rules;
  if (plainFence === undefined || plainBlock === undefined || plainSpan === undefined) return;
  const block = ({ html, lines, ...found }: Coloured): string => {
    // The table has the numbers.
    const marked = lines === null ? html : withLines(html, { ...lines, isNumbered: false });
    const isNumbered = code === 'numbered' || lines?.isNumbered === true;
    const shown = isNumbered ? numberedLines(marked, 'rouge-') : marked;
    return kramdownBlock({ ...found, lines, html: shown });
  };
  const fence: RendererRule = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const written = md.utils.unescapeAll(token?.info ?? '').trim();
    const found = token === undefined ? null : coloured(token, written, env);
    if (found !== null && isJekylls) return block(found);
    const { language, lines } = codeInfo(written);
    const html = found?.html ?? md.utils.escapeHtml(token?.content ?? '');
    if (token !== undefined && token.level + levels <= nesting) token.info = language;
    const highlight = (): string => (lines === null ? html : withLines(html, lines));
    return plainFence(tokens, index, { ...options, highlight }, env, self);
  };
  md.renderer.rules['fence'] = fence;
  if (!isJekylls) return;
  md.renderer.rules['code_block'] = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const found = token === undefined ? null : coloured(token, '', env);
    return found === null ? plainBlock(tokens, index, options, env, self) : block(found);
  };
  md.renderer.rules['code_inline'] = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const found = token === undefined ? null : coloured(token, '', env);
    if (found === null) return plainSpan(tokens, index, options, env, self);
    return `<code${attributesOf(found)}>${found.html}</code>`;
  };
}

function kramdownBlock(code: Coloured): string {
  const inside = `<div class="highlight"><pre class="highlight"><code>${code.html}</code></pre></div>`;
  return `<div${attributesOf(code)}>${inside}</div>\n`;
}

/** The language's class stands before the code's own, the highlighter's behind them. */
function attributesOf({ language, attributes }: Coloured): string {
  const own = attributes.flatMap(([name, value]) => (name === 'class' ? [value] : []));
  const classes = [`language-${language}`, ...own, 'highlighter-rouge'].join(' ');
  const others = attributes.filter(([name]) => name !== 'class');
  return [...others, ['class', classes] as const]
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
}

const LANGUAGE = /(?:^|\s)language-(\S+)/;

/** A class of the code's, `{: .language-ruby}`, says its language as well. */
function languageOf(token: Token, written: string): Pick<Coloured, 'language' | 'attributes'> {
  const attributes = (token.attrs ?? []).map(([name, value]) => [name, String(value)] as const);
  if (written !== '') return { language: written, attributes };
  const language = LANGUAGE.exec(String(token.attrGet('class') ?? ''))?.[1] ?? '';
  const rest = attributes.flatMap(([name, value]) => {
    const kept = name === 'class' ? value.replace(LANGUAGE, '').trim() : value;
    return name === 'class' && kept === '' ? [] : [[name, kept] as const];
  });
  return { language, attributes: rest };
}
