/** What the front-matter tests share: a block between fences, and titles to throw at it. */
import * as fc from 'fast-check';
import type { FrontMatter } from '../../src/formats/front-matter/front-matter.js';
import { parseFrontMatter } from '../../src/formats/front-matter/front-matter.js';

export const LIMITS: { readonly frontMatter: number } = { frontMatter: 16_384 };

/** The front matter of a post with these lines between the fences and the body "body". */
export function parse(...lines: readonly string[]): FrontMatter {
  return parseFrontMatter(['---', ...lines, '---', 'body'].join('\n'), LIMITS);
}

/** `code line:column` of each issue. */
export function codes(front: FrontMatter): string[] {
  return front.issues.map((issue) => `${issue.code} ${issue.line}:${issue.column}`);
}

/** One line of text, heavy in what YAML cares about. */
export const RAW: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...Array.from('"\'\\:：#@&*!|>%-?[]{},`~=<. \t/_nuxtN0a5'),
        ': ',
        ' #',
        '" #',
        '\\"',
      ),
      fc.constantFrom('央', '行', '快讯', '“', '”', '，', '😀', '\u3000', '\u2028'),
      fc.string({ unit: 'grapheme', maxLength: 3 }).filter((text) => !/\p{Cc}/u.test(text)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('').replace(/\p{Cs}|[\ufffe\uffff]/gu, ''));
