/** A text as words, so that two can be compared in what they say. */

/** Han characters one by one, words of other scripts, marks; what can't be seen is none. */
const TOKEN = /\p{Script=Han}|[\p{L}\p{N}\p{M}_]+|[^\s\p{Cc}\p{L}\p{N}\p{M}_]/gu;

/** What typographers make of each other. */
const TYPOGRAPHY: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′`´]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/\.\.\./g, '…'],
  [/---?/g, '–'],
  [/[—―]/g, '–'],
];

export function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

/** As `tokensOf`, with one form for all quotes, dashes and dots. */
export function foldedTokens(text: string): readonly string[] {
  let folded = text;
  for (const [from, to] of TYPOGRAPHY) folded = folded.replace(from, to);
  return tokensOf(folded.replace(/''/g, '"').replace(/…/g, '...'));
}

/** Where two rows of words begin to differ, and where they end to. */
export interface Difference {
  readonly at: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Null: they are the same. */
export function differenceOf(
  before: readonly string[],
  after: readonly string[],
): Difference | null {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at++;
  if (at === before.length && at === after.length) return null;
  let tail = 0;
  while (tail < most - at && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return {
    at,
    before: before.slice(at, before.length - tail),
    after: after.slice(at, after.length - tail),
  };
}

/** Words as they would be written, roughly. */
export function shownWords(tokens: readonly string[], most = 24): string {
  const some = tokens.slice(0, most).reduce((text, token) => {
    const joins =
      text === '' ||
      /[^\p{L}\p{N}]$|\p{Script=Han}$/u.test(text) ||
      /^[^\p{L}\p{N}]|^\p{Script=Han}/u.test(token);
    return text + (joins ? '' : ' ') + token;
  }, '');
  return some + (tokens.length > most ? ' …' : '');
}
