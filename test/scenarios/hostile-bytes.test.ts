/** Whatever the bytes of a story are: the build ends, no story is unaccounted for, no page breaks. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectAccounted, GOOD_FILES, goodPages, goodSite } from '../support/bad-input.js';
import { dangersIn, frameOf, THEME_FRAME } from '../support/html.js';
import type { TestSite } from '../support/site.js';

const GOOD = Buffer.from(
  '---\ntitle: 央行降准\ndate: 2022-05-16 15:04:20 +0800\ncategories: [新闻]\ntags: [a, b]\n' +
    'permalink: /x/:title.html\n---\n<p>正文，<a href="http://x.example/">链接</a>。</p>\n\n- **一**\n',
);

const bytes = fc.uint8Array({ maxLength: 300 });

/** A good post with some of its bytes replaced. */
const mutated = fc
  .array(
    fc.tuple(
      fc.nat(GOOD.length - 1),
      bytes.filter(({ length }) => length < 8),
    ),
    { maxLength: 5 },
  )
  .map((edits) =>
    edits.reduce((text, [at, more]) => {
      return Buffer.concat([text.subarray(0, at), more, text.subarray(at + more.length)]);
    }, GOOD),
  );

const token = fc.constantFrom(
  ...[
    '---',
    '\n',
    ': ',
    'title',
    'date',
    'tags',
    'categories',
    'slug',
    'permalink',
    'layout',
    '- ',
  ],
  ...['"', "'", '[', ']', '{', '}', '&', '*', '!', '|', '#', '@', '%', '\\', '\0', '\r', '\t', ' '],
  ...[
    '<div>',
    '</div>',
    '<script>',
    '<!--',
    '-->',
    '<table>',
    '<td>',
    '</main>',
    '</body>',
    '`',
    '>',
  ],
  ...[
    '{{',
    '{%',
    '..',
    '/',
    '2022-05-16',
    '新闻',
    '\ufeff',
    '\u202e',
    '😀',
    '[x](javascript:y)',
    '<a ',
  ],
);

/** Pieces of front matter, Markdown and HTML in any order. */
const soup = fc
  .tuple(fc.array(token, { maxLength: 20 }), fc.array(token, { maxLength: 40 }))
  .map(([front, body]) => Buffer.from(`---\n${front.join('')}\n---\n${body.join('')}`));

const story = fc.oneof(bytes, mutated, soup).map((text) => Buffer.from(text));

/** Good pages without neighbours and related stories: a random date or tag may truly change these. */
function ownParts(site: TestSite): readonly string[] {
  const others = /<(nav class="neighbours"|aside class="related")[\s\S]*?<\/(?:nav|aside)>/g;
  return [...goodPages(site).values()].map((html) => html.replace(others, ''));
}

it('random stories never stop the news', async () => {
  const alone = goodSite();
  await alone.build();
  const wanted = ownParts(alone);
  await fc.assert(
    fc.asyncProperty(fc.array(story, { minLength: 20, maxLength: 40 }), async (stories) => {
      const files = stories.map((text, at) => [`_posts/2022-05-16-x${at}.md`, text] as const);
      const site = goodSite(Object.fromEntries(files));
      const result = await site.build();
      expectAccounted(result);
      expect(result.posts.found).toBe(stories.length + GOOD_FILES.length);
      const pages = [...site.tree()].flatMap(([file, html]) =>
        file.endsWith('.html') ? [html] : [],
      );
      expect(pages.flatMap(dangersIn)).toEqual([]);
      // `layout:` with nothing after it means the bare body.
      const framed = pages.filter((html) => html.startsWith('<!doctype'));
      expect(framed.map(frameOf)).toEqual(framed.map(() => THEME_FRAME));
      expect(ownParts(site)).toEqual(wanted);
    }),
    { numRuns: 12 },
  );
});
