/**
 * Design tokens from `theme:` in the config and `_data/theme.yml`: custom properties that go to the
 * end of the theme's style sheet. What could end a declaration, fetch something or mean nothing to
 * CSS is refused, so that a slip in a colour never costs a page its style. Read uses it.
 */
import { type Data, isList, type Value } from '../../model/data.js';
import { nearestName } from '../../problems/nearest-name.js';
import { scalarText } from '../text/scalar.js';

/** Keys of `theme:` that templates read instead. */
const NOT_TOKENS: ReadonlySet<string> = new Set(['indent']);

export interface TokenFault {
  /** The token's name. */
  readonly token: string;
  readonly message: string;
  readonly hint: string;
}

export interface TokenStyle {
  /** Empty where there are no tokens. */
  readonly css: string;
  readonly faults: readonly TokenFault[];
}

/** The names that a style sheet defines, without their two hyphens. */
export function tokenNames(css: string): ReadonlySet<string> {
  return new Set(Array.from(css.matchAll(/--([a-z][a-z0-9-]*)\s*:/g), ([, name = '']) => name));
}

/** `tokens`: name to value, or to a list of two, for the light scheme and the dark. */
export function tokenStyle(tokens: Data, known: ReadonlySet<string>): TokenStyle {
  const plain: string[] = [];
  const paired: string[] = [];
  const faults: TokenFault[] = [];
  for (const [name, value] of Object.entries(tokens)) {
    if (NOT_TOKENS.has(name) || value === null) continue;
    const values = valuesOf(value);
    const fault = faultIn(name, values, known);
    if (fault !== null) {
      faults.push(fault);
      continue;
    }
    const [light = '', dark] = values ?? [];
    plain.push(`--${name}: ${light};`);
    if (dark !== undefined) paired.push(`--${name}: light-dark(${light}, ${dark});`);
  }
  const rule = (lines: readonly string[]): string => `:root:root { ${lines.join(' ')} }\n`;
  const css = plain.length === 0 ? '' : rule(plain);
  // A browser without light-dark() would otherwise have no value at all.
  const both =
    paired.length === 0 ? '' : `@supports (color: light-dark(red, red)) { ${rule(paired)}}\n`;
  return { css: css + both, faults };
}

const TOKENS_ARE = 'docs/theme.md lists the tokens of the built-in theme.';

function faultIn(
  name: string,
  values: readonly string[] | null,
  known: ReadonlySet<string>,
): TokenFault | null {
  if (!known.has(name)) {
    const near = nearestName(name, known);
    return {
      token: name,
      message: `The theme has no token \`${name}\``,
      hint: near === null ? TOKENS_ARE : `If you meant \`${near}\`, correct it. ${TOKENS_ARE}`,
    };
  }
  if (values?.every(isSafeValue)) return null;
  return {
    token: name,
    message: `\`${name}\` has a value that no token can have`,
    hint: 'Write one colour, length, number or font list; or [light, dark].',
  };
}

/** Null: neither a value nor a pair. */
function valuesOf(value: Value): readonly string[] | null {
  const values = (isList(value) ? value : [value]).map((one) => scalarText(one)?.trim() ?? '');
  return values.length <= 2 && values.every((text) => text !== '') ? values : null;
}

const QUOTED = /'[\p{L}\p{N} ._-]*'|"[\p{L}\p{N} ._-]*"/gu;
const PLAIN = /^[\p{L}\p{N}\s#%.,()+*/_-]*$/u;
const FUNCTIONS: ReadonlySet<string> = new Set(
  'rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp var'.split(' '),
);

/** Nothing but words, numbers, quoted names and functions that compute. */
function isSafeValue(text: string): boolean {
  const bare = text.replace(QUOTED, 'x');
  if (!PLAIN.test(bare) || bare.includes('/*') || bare.length > 400) return false;
  const calls = Array.from(bare.matchAll(/([\w-]*)\(/g), ([, name = '']) => name.toLowerCase());
  return isBalanced(bare) && calls.every((name) => name === '' || FUNCTIONS.has(name));
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
