/** What is counted and read quickly, against a definition that is easy to believe. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { finishHtml } from '../../src/formats/html/finish.js';
import { plainText } from '../../src/formats/html/plain-text.js';
import { type HtmlNode, parseSlowly } from '../../src/formats/html/tree.js';
import { joinsTightly } from '../../src/formats/text/cjk-spacing.js';
import { countWords } from '../../src/formats/text/words.js';
import { anyText } from '../support/any-text.js';
import { runs } from '../support/runs.js';
import { anyHtml } from './html/soup.js';

const UNSPACED =
  '[\\u1100-\\u11ff\\u3005-\\u3007\\u3041-\\u3096\\u30a1-\\u30fa\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3' +
  '\\uf900-\\ufaff\\uff66-\\uff9d\\u{20000}-\\u{3ffff}]';
const LETTER = `(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}_])`;
const HAN = new RegExp(UNSPACED, 'gu');
const WORDS = new RegExp(`${LETTER}+(?:['’.,-]${LETTER}+)*`, 'gu');

test('words are counted as the patterns find them', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      ..."a Z 9 _ é 甲 あ ・ ー 한 ー 々 〇 ㈠ １ Ａ ｱ ﾞ 𠮷 😀 𝒳 \u0301 . , - ' ’ 。 — ! \n \ud800 \udc00".split(
        ' ',
      ),
    ),
    anyText({ maxLength: 1 }),
    fc.constant(' '),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
      const text = units.join('');
      const han = text.match(HAN)?.length ?? 0;
      const words = text.match(WORDS)?.length ?? 0;
      expect(countWords(text)).toEqual({ han, words });
    }),
    { numRuns: runs(2000), seed: 2022 },
  );
});

const BLOCKS =
  /^(?:address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h\d|header|hr|li|main|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;
const SILENT = /^(?:script|style|template|noscript|iframe|object|svg|math|textarea|select|title)$/;

/** The text of a tree, with `\f` at the edges of blocks. */
function textOf(nodes: readonly HtmlNode[]): string {
  const parts = nodes.map((node) => {
    if ('value' in node) return node.value;
    if (!('tagName' in node)) return '';
    const edge = BLOCKS.test(node.tagName) ? '\f' : '';
    const isSign = node.attrs.some(({ value }) => value === 'footnote-ref');
    if (SILENT.test(node.tagName) || (isSign && node.tagName === 'sup')) return edge;
    return edge + textOf(node.childNodes) + edge;
  });
  return parts.join('');
}

function collapsed(text: string): string {
  const joined = text.replace(/\s+/g, (run, at: number) => {
    const before = text.slice(0, at);
    const isEdge = run.includes('\f');
    if (isEdge ? !/\p{P}$/u.test(before) : !run.includes('\n')) return ' ';
    return joinsTightly(before, text.slice(at + run.length)) ? '' : ' ';
  });
  return joined.trim();
}

test('plain text is that of the parsed tree', () => {
  fc.assert(
    fc.property(anyHtml, (html) => {
      const finished = finishHtml(html, 'sanitize', { nesting: 100 });
      expect(plainText(finished.html)).toBe(collapsed(textOf(parseSlowly(finished.html, 100))));
    }),
    { numRuns: runs(2000), seed: 2022 },
  );
});
