/** Problems that are found without the file at hand are told with their places in it all the same. */
import { expect, it } from 'vitest';
import type { Problem } from '../../src/index.js';
import { createSite, type Files, post } from '../support/site.js';

const CONFIG = 'title: x\nurl: https://news.example\n';
const STORY = '_posts/2022-05-16-a.md';
const GOOD: Files = {
  '_config.yml': CONFIG,
  [STORY]: post('title: a\ncategories: [c]\ntags: [c]'),
};

function told(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, file, line, column }) => `${code} ${file ?? '-'} ${line}:${column}`);
}

const warnings: readonly (readonly [string, Files])[] = [
  ['layout-unknown page.md 3:9', { 'page.md': '---\ntitle: x\nlayout: nope\n---\n' }],
  [
    'layout-unknown _data/categories.json 2:20',
    { '_data/categories.json': '{\n  "c": { "layout": "nope" }\n}' },
  ],
  [
    'layout-unknown _data/categories.yml 3:11',
    { '_data/categories.yml': 'c:\n  name: C\n  layout: nope\n' },
  ],
  ['layout-unknown _posts/b.md 3:9', { '_posts/b.md': post('date: 2022-05-16\nlayout: nope') }],
  [
    `url-clash ${STORY} 4:12`,
    { [STORY]: post('title: a\n# here\npermalink: /404.html'), '404.html': '---\n---\n' },
  ],
  [
    'url-clash _posts/2022-05-16-A.md 1:1',
    {
      [STORY]: post('title: a'),
      '_posts/2022-05-16-A.md': post('title: a\ndate: 2022-05-16 10:00'),
    },
  ],
  [
    `redirect-unsafe ${STORY} 5:5`,
    { [STORY]: post('title: a\nredirect_from:\n  - /b\n  - /../c\n') },
  ],
  [
    `redirect-clash ${STORY} 3:21`,
    { [STORY]: post('title: a\nredirect_from: [/b, /404.html]\n'), '404.html': '---\n---\n' },
  ],
  [`redirect-target ${STORY} 3:14`, { [STORY]: post('title: a\nredirect_to: "javascript:x"') }],
  [
    'topic-empty _data/topics.yaml 3:4',
    { '_data/topics.yaml': 't:\n  tags: [c]\nu: { tags: [x] }' },
  ],
  ['url-clash _config.yml 3:16', { '_config.yml': `${CONFIG}tag_permalink: /category/:slug.html` }],
];

it.each(warnings)('%s', async (expected, files) => {
  const site = createSite({ ...GOOD, ...files });
  const { problems } = await site.build();
  expect(told(problems).filter((one) => !one.startsWith('file-name'))).toContain(expected);
  expect(problems.some((problem) => 'key' in problem || 'words' in problem)).toBe(false);
  expect((await site.build()).problems).toEqual(problems);
});

const errors: readonly (readonly [string, Files])[] = [
  ['theme-token _config.yml 4:11', { '_config.yml': `${CONFIG}theme:\n  brandd: red\n` }],
  ['theme-token _data/theme.yml 1:8', { '_data/theme.yml': 'brand: "url(x)"\n' }],
];

it.each(errors)('%s', async (expected, files) => {
  const problems = await createSite({ ...GOOD, ...files }).fail();
  expect(told(problems)).toEqual([expected]);
  expect(problems[0]?.frame).toContain('^');
});

it('a key that the config gives is told with its place there', async () => {
  const config = `${CONFIG}defaults:\n  - scope: { path: "" }\n    values: { layout: nope }\n`;
  const site = createSite({ ...GOOD, '_config.yml': config });
  const { problems } = await site.build({ allowEmpty: true });
  expect(told(problems)).toEqual([`layout-unknown ${STORY} 1:1`]);
  expect(problems[0]?.hint).toBe(
    'Add templates/nope.njk, or correct the name. The file has no `layout`: it is from _config.yml:5:23.',
  );
});

it('an edit above the key moves the place, and nothing else', async () => {
  const site = createSite({ ...GOOD, [STORY]: post('layout: nope') });
  expect(told((await site.build({ allowEmpty: true })).problems)).toEqual([
    `layout-unknown ${STORY} 2:9`,
  ]);
  site.write({ [STORY]: post('\n\nlayout: nope') });
  expect(told((await site.build()).problems)).toEqual([`layout-unknown ${STORY} 4:9`]);
});
