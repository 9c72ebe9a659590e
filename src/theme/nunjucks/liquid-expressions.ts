/**
 * Liquid's expressions in Nunjucks' spelling. Part of liquid-hints.ts; pure text in, text out, the same
 * text when nothing in it is Liquid's.
 */

/**
 * One spelling and its replacement, in a text whose quoted parts have been taken out. What stands before
 * the pattern is in every text that has it: most templates are Nunjucks through and through.
 */
type ExpressionRule = readonly [string, RegExp, string | ((...groups: string[]) => string)];

/** Maps by their names; lists and texts have these members, and other maps could have such keys. */
const MAPS = 'site\\.(?:tags|categories|data|terms)';

const VALUE = '(?<![\\w.$\\[\\]\\x00])[\\w.$\\[\\]\\x00]+';

const RULES: readonly ExpressionRule[] = [
  ['forloop', /\bforloop\.(index0?|first|last|length)\b/g, 'loop.$1'],
  ['forloop', /\bforloop\.rindex(0?)\b/g, 'loop.revindex$1'],
  ['include', /(?<![.\w])include\.(\w+)/g, '$1'],
  ['<>', /<>/g, '!='],
  ['nil', /(?<![.\w])nil\b/g, 'none'],
  ['!=', new RegExp(`(${VALUE})\\s*(?:!=)\\s*(?:empty|blank)\\b`, 'g'), '$1 | length'],
  ['==', new RegExp(`(${VALUE})\\s*(?:==)\\s*(?:empty|blank)\\b`, 'g'), 'not ($1 | length)'],
  ['contains', new RegExp(`(${VALUE})\\s+contains\\s+(${VALUE})`, 'g'), '$2 in $1'],
  ['.size', new RegExp(`(?<![.\\w])(${MAPS})\\.size\\b`, 'g'), '($1 | length)'],
  ['..', /\((\w+)\.\.([\w.]+)\)/g, (_, from, to) => `range(${from}, ${afterLast(to)})`],
  [
    ':',
    /\|\s*(\w+)\s*:\s*([^|]*?)(\s*)(?=\||$|-?$)/g,
    (_, name, args, space) => filter(name, args, space),
  ],
];

/** Liquid's ranges hold their end, Nunjucks' don't. */
function afterLast(to: string | undefined): string {
  return /^\d+$/.test(to ?? '') ? String(Number(to) + 1) : `${to} + 1`;
}

function filter(name = '', args = '', space = ''): string {
  return `| ${name}(${args.replace(/\b(\w+)\s*:\s*/g, '$1=')})${space}`;
}

/** The expression with Liquid's spellings replaced. */
export function rewriteExpression(source: string): string {
  const quoted: string[] = [];
  let text = source.replace(/"[^"]*"|'[^']*'/g, (part) => `\0${quoted.push(part) - 1}\0`);
  for (const [part, pattern, replacement] of RULES) {
    if (!text.includes(part)) continue;
    text =
      typeof replacement === 'string'
        ? text.replace(pattern, replacement)
        : text.replace(pattern, replacement);
  }
  return text.replace(/\0(\d+)\0/g, (_, index) => quoted[Number(index)] ?? '');
}
