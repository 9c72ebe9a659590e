/**
 * TeX formulas as MathML, made while building: readers get markup and no script. The one door to temml,
 * an optional peer; of what it writes only what stands in the tables here goes on.
 */
import { createRequire } from 'node:module';
import { lazy } from '../../platform/lazy.js';
import { type Shaped, startTag, writeHtml } from '../html/serialise.js';
import { type HtmlElement, HtmlLimit, parseBody } from '../html/tree.js';

/** Markup for a formula, or why there is none: one phrase. */
export type Formula = { readonly html: string } | { readonly fault: string };

/** Of a formula in a line, or (`isBlock`) of one that stands alone. */
export type RenderFormula = (tex: string, isBlock: boolean) => Formula;

interface TexEngine {
  readonly renderToString: (tex: string, options: object) => string;
}

/** UTF-16 units: no formula of a story is longer, and macros multiply. */
const MOST_TEX = 4000;
/** Markup may be this many times its formula, plus a constant for what is short. */
const GROWTH = 100;
const SHORT = 4000;
/** Elements inside one another: more breaks a browser's layout before it breaks a parser. */
const DEEPEST = 60;
const MOST_EXPANSIONS = 500;

const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'math mrow mi mn mo mtext ms mspace mfrac msqrt mroot mstyle msub msup msubsup munder mover munderover ' +
    'mmultiscripts mprescripts none mtable mtr mtd mpadded mphantom menclose merror'
  ).split(' '),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'accent accentunder columnlines depth display displaystyle fence form height linethickness lspace ' +
    'mathvariant maxsize minsize movablelimits notation rowlines rspace scriptlevel separator stretchy ' +
    'symmetric voffset width'
  ).split(' '),
);
const PLAIN_VALUE = /^[\w .%+-]{0,60}$/;
const CLASS = /^(?:tml-[a-z-]{1,20}|math[a-z-]{1,20}|(?:up|down|x)?strike|boxed)$/;
const COLOUR = /(?:^|;)(background-color|color):(#[0-9a-f]{3,8})(?=;|$)/gi;

export function createFormulas(): RenderFormula {
  const engine = lazy(() => {
    const temml: TexEngine = createRequire(import.meta.url)('temml');
    return temml;
  });
  return (tex, isBlock) => {
    if (tex.length > MOST_TEX) return { fault: 'it is too long' };
    try {
      const made = engine().renderToString(tex, {
        displayMode: isBlock,
        throwOnError: true,
        strict: false,
        trust: false,
        maxExpand: MOST_EXPANSIONS,
        maxSize: [20, 20],
      });
      const length = tex.length * GROWTH + SHORT;
      if (made.length > length) return { fault: 'its macros multiply it' };
      const settings = { shape: mathElement, comments: false, nesting: DEEPEST, length };
      const { html, stable } = writeHtml(parseBody(made, DEEPEST), settings);
      return stable ? { html } : { fault: 'it makes no markup that browsers read' };
    } catch (error) {
      if (error instanceof HtmlLimit) return { fault: 'it is nested too deep' };
      return { fault: firstLine(error) };
    }
  };
}

/** temml marks the place with signs below the letters, in lines of their own. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  const [line = ''] = text
    .replace(/^ParseError:\s*/, '')
    .trim()
    .split(/:?\s*\n/, 1);
  return line === '' ? 'it is no TeX' : line.replace(/ at (?:position \d+|end of input)\b.*$/, '');
}

function mathElement(element: HtmlElement): Shaped {
  const { tagName, attrs } = element;
  if (!ELEMENTS.has(tagName)) return 'children';
  const kept: (readonly [string, string])[] = [];
  for (const { name, value } of attrs) {
    if (name === 'class') kept.push(...classOf(value));
    else if (name === 'style') kept.push(...styleOf(value));
    else if (ATTRIBUTES.has(name) && PLAIN_VALUE.test(value)) kept.push([name, value]);
  }
  return startTag(tagName, kept);
}

function classOf(value: string): readonly (readonly [string, string])[] {
  const names = value.split(/\s+/).filter((name) => CLASS.test(name));
  return names.length === 0 ? [] : [['class', names.join(' ')]];
}

/** A page's content policy may forbid `style`: colours have attributes, a box has a class. */
function styleOf(value: string): readonly (readonly [string, string])[] {
  const kept = [...value.matchAll(COLOUR)].map(([, name, colour = '']) => {
    return [name === 'color' ? 'mathcolor' : 'mathbackground', colour] as const;
  });
  return /border:\s*1px solid/.test(value) ? [...kept, ['class', 'boxed'] as const] : kept;
}
