/**
 * Nothing vanishes in silence: of stories made of links, pictures, tables, formulas, definitions and
 * headings in any order, every word is on the page, or a fault names its line.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { finishHtml } from '../../src/formats/html/finish.js';
import { createMarkdown } from '../../src/formats/markdown/markdown.js';
import { runs } from '../support/runs.js';

const markdown = createMarkdown({ html: 'sanitize', nesting: 100 });

/** In these patterns `W` stands for a word that readers must find, `@` for a number of definitions. */
const SPANS = [
  ...['W', 'W W', '**W**', '`W|W`', '~~W~~', 'W\\_W', '<https://a.example/x>'],
  ...['[W](http://a.example/x)', '[W](/x "W")', '[W *W*](<x y>)', '[W](/x y z)', '[W](W W)'],
  ...['[W](rdar://1)', '[W](javascript:alert(1))', '[W](W:W)', '[W](ftp://a.example/b)'],
  ...['[W]({{ site.url }}/x)', '[W]({% post_url x %})', '[W]({{x}}/y z)'],
  ...['![W](/x.png)', '![W](/x y.png)', '![W](file:///x)', '![W W]({{ site.url }}/x.png)'],
  ...['[![W](/x.png)](rdar://1)', '[W ![W](W W)](/x)', '[W](W\nW)', '[W](/x W', '![W](W W'],
  ...['[W][@]', '![W][@]', '[W] [@]', '[@]', '[W][none]', '<rdar://W>', '<https://a.example/x W>'],
  ...['$$W_W * W_W$$', '$$ W $$', '$$W\n+ W\n- W$$', '$$5 W', '$$ W', '$$W', '\\$$W$$', '[^@]'],
  ...['![W $$W_W$$](/x.png)', '![\\$$W$$](file:///x)'],
  ...['{: W}', '*W*{: .x W}', '*W*{: .x}', '[W](x){: title="W"}', '{:W}', '# W', '| W', 'W | W'],
];
const BLOCKS = [
  ...['[@]: http://a.example/x', '[@]: /x "W"', '[@]: rdar://x', '[@]: {{ site.url }}/x'],
  ...['[W]: W', '[W]: W:W', '[W]: /x y W', '[@]: W', '[@]: W "W"', '[@]: /x/{% y z %}'],
  ...[
    '[^@]: W',
    '[^@]: W\n\n    W',
    '[W]: 1',
    '[W]: 3.5',
    '[W]: W.',
    '{:x: W}',
    '{:x: .y}',
    '{: W W}',
    '{: .x}',
    '*[W]: W',
  ],
  ...[
    '# W',
    '## W {#x}',
    '####',
    '<p>W</p>\n<https://a.example/W> W',
    'W\n===',
    'W\n---',
    '- {:.x} W',
    '#',
    '# [W](rdar://1) W',
  ],
  ...['| W | W |\n|---|---|\n| W | W | W |\n| W', 'W|W\n:-:|-:\n`W|W`|W|W', '| W |\n|===|\n| W |'],
  ...[
    'W|W|W\n---|---\nW|W|W',
    '|---|---|\n| W | W |',
    '| `W` | W\n--|--\n\\| W | <code>W|W</code>',
  ],
  ...['$$\nW_W * W_W\n$$', '$$W\n\n# W\n\n- W$$', '$$\nW\n= W\n$$\nW', '$$\nW', '$$'],
];
const spans = fc
  .array(fc.constantFrom(...SPANS), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(' '));
const block = fc.tuple(
  fc.constantFrom('', '', '', '> ', '- ', '1. '),
  fc.oneof({ weight: 3, arbitrary: spans }, { weight: 2, arbitrary: fc.constantFrom(...BLOCKS) }),
  fc.constantFrom('\n', '\n\n', '\n\n', '\n\n'),
);
const story = fc.array(fc.tuple(block, fc.nat(2)), { minLength: 1, maxLength: 7 });

interface Placed {
  readonly word: string;
  /** From 1. */
  readonly line: number;
}

/** The text, and where in it which words are. */
function written(
  blocks: readonly (readonly [readonly [string, string, string], number])[],
): readonly [string, readonly Placed[]] {
  const words: Placed[] = [];
  let text = '';
  for (const [[prefix, pattern, end], number] of blocks) {
    const indent = prefix === '> ' ? prefix : ' '.repeat(prefix.length);
    const lines = `${prefix}${pattern.replaceAll('\n', `\n${indent}`)}${end}`;
    for (const part of lines.split(/(W|@|\n)/)) {
      if (part === 'W') {
        const word = `w${words.length}x`;
        words.push({ word, line: text.split('\n').length });
        text += word;
      } else text += part === '@' ? `d${number}` : part;
    }
  }
  return [text, words];
}

test('every word is on the page, or told at its line', () => {
  fc.assert(
    fc.property(story, (blocks) => {
      const [text, words] = written(blocks);
      const { html, faults, limit } = markdown.render(text);
      const finished = finishHtml(html, 'sanitize', { nesting: 100 });
      expect([limit, finished.fault]).toEqual([null, null]);
      const told = new Set(faults.map(({ line }) => line));
      const lost = words.filter(
        ({ word, line }) => !finished.html.includes(word) && !told.has(line),
      );
      expect([lost, text]).toEqual([[], text]);
    }),
    { numRuns: runs(4000), seed: 2022 },
  );
});
