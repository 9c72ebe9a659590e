/** Which tags begin and end the blocks of a text: comments, and highlighted code. */
import { type FormToken, formTokens } from './form-tokens.js';

/** For each token that begins a block the index of the one that ends it. */
export type BlockEnds = ReadonlyMap<number, number>;

/**
 * Comments end at their own end, and what is in one is no block; a block that is never closed is none.
 * `isBlock` tells whether a `highlight` is one that Jekyll takes.
 */
export function blockEnds(
  tokens: readonly FormToken[],
  isBlock: (highlight: FormToken) => boolean,
): BlockEnds {
  const comments = pairs(tokens, 'comment', () => true);
  const hidden = new Set<number>();
  for (const [start, end] of comments) {
    // Comments in comments: the outer one has hidden them already.
    if (hidden.has(start)) continue;
    for (let at = start + 1; at <= end; at++) hidden.add(at);
  }
  const isShown = (at: number): boolean => !hidden.has(at);
  const blocks = pairs(tokens, 'highlight', (token, at) => isShown(at) && isBlock(token), isShown);
  return new Map([...[...comments].filter(([start]) => isShown(start)), ...blocks]);
}

function pairs(
  tokens: readonly FormToken[],
  name: string,
  begins: (token: FormToken, at: number) => boolean,
  ends: (at: number) => boolean = () => true,
): Map<number, number> {
  const found: (readonly [number, number])[] = [];
  const open: number[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'tag') continue;
    if (token.name === name && begins(token, at)) open.push(at);
    else if (token.name === `end${name}` && ends(at)) {
      const start = open.pop();
      if (start !== undefined) found.push([start, at]);
    }
  }
  return new Map(found.sort(([a], [b]) => a - b));
}

/**
 * The tags that end what `at` cuts open, as Jekyll ends it in excerpts: a comment that a blank line
 * is in stays one. Empty: nothing is cut.
 */
export function endTagsAt(text: string, at: number): string {
  if (!text.slice(0, at).includes('{%')) return '';
  const tokens = formTokens(text);
  const isCut = ({ kind, start, end }: FormToken): boolean =>
    kind === 'raw' && text.indexOf('%}', start) + 2 <= at && at < end;
  return (tokens.some(isCut) ? '{% endraw %}' : '') + blockEndsAt(tokens, at);
}

function blockEndsAt(tokens: readonly FormToken[], at: number): string {
  const open = [...blockEnds(tokens, () => true)].filter(([first, last]) => {
    return (tokens[first]?.end ?? at) <= at && at < (tokens[last]?.end ?? 0);
  });
  return open
    .map(([first]) => `{% end${tokens[first]?.name} %}`)
    .reverse()
    .join('');
}

const BLOCK = /\{%-?\s*(if|unless|case|for|tablerow|capture|comment|raw|highlight)\b/g;

/** The same for a story that runs: each kind of block that nothing before the cut ends (Jekyll `excerpt.rb`). */
export function openTags(text: string, at: number): string {
  const head = text.slice(0, at);
  return [...head.matchAll(BLOCK)]
    .map(([, name = '']) => name)
    .filter((name) => !new RegExp(`\\{%-?\\s*end${name}\\b`).test(head))
    .reverse()
    .map((name) => `\n{% end${name} %}`)
    .join('');
}
