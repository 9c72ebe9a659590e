/** A post's text beside what it was: every kind of difference is told, whatever else differs. */
import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import { compareOne } from '../../src/migrate/texts/compare-texts.js';
import { wordDifferences } from '../../src/migrate/texts/tokens.js';

const WORDS = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen';

function compared(before: string, now: string): unknown {
  const page = (body: string): Uint8Array =>
    Buffer.from(`<html><body><h1>T</h1><div class="text">${body}</div></body></html>`);
  const found = compareOne({ html: now, page: page(now) }, page(before), 100);
  return typeof found === 'string'
    ? found
    : found.map(({ kind, before: was, after: is }) => `${kind}: ${was} | ${is}`);
}

const P = (words: string): string => `<p>${words}</p>`;
const FRAME = '<iframe src="https://player.example/1"></iframe>';

it.each<[string, string, string, unknown]>([
  ['nothing', P(WORDS), P(WORDS), 'same'],
  ['quotes', P(`“${WORDS}”`), P(`"${WORDS}"`), 'typography'],
  [
    'a frame behind a form of Liquid',
    P(`note ${WORDS}`) + FRAME,
    P(`{% include note.html %} ${WORDS}`),
    ['liquid: note | {%include note.html%}', 'frames: 1 frames | 0 frames'],
  ],
  [
    'words beside Liquid, pictures and links',
    P(`it is ${WORDS} lost`) + P('<a href="/a">a</a> b <img src="/x.png"> c'),
    P(`{{ page.x }} ${WORDS}`) + P('a b new c'),
    [
      'liquid: it is | {{page.x}}',
      'lost: lost | ',
      'added:  | new',
      'pictures: 1 pictures | 0 pictures',
      'links: 1 links | 0 links',
    ],
  ],
  [
    'several counts where no word differs',
    `${P(WORDS)}${FRAME}<h2><a href="#a">a</a></h2><pre>b</pre>`,
    `${P(WORDS)}${P('a')}${P('b')}`,
    [
      ...['frames: 1 frames | 0 frames', 'code: 1 code | 0 code'],
      ...['headings: 1 headings | 0 headings', 'links: 1 links | 0 links'],
    ],
  ],
])('tells %s', (_name, before, now, found) => {
  expect(compared(before, now)).toEqual(found);
});

it('finds where rows differ, and nothing else', () => {
  expect(wordDifferences('a b c d e f'.split(' '), 'a x c d f g'.split(' '))).toEqual([
    { at: 1, before: ['b'], after: ['x'] },
    { at: 4, before: ['e'], after: [] },
    { at: 5, before: [], after: ['g'] },
  ]);
  const row = array(constantFrom(...'abcdef'.split('')), { maxLength: 30 });
  assert(
    property(row, row, (before, after) => {
      const made = [...after];
      for (const one of [...wordDifferences(before, after)].reverse())
        made.splice(one.at, one.after.length, ...one.before);
      expect(made).toEqual(before);
    }),
    { numRuns: 300 },
  );
});
