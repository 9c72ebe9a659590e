/**
 * Front matter of every type under every key that the theme, the feeds, page data or the code reads:
 * the news is built, the good story is as it was, the odd one is there or its absence told.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { POST_KEYS } from '../../src/formats/front-matter/post-keys.js';
import type { BuildResult } from '../../src/index.js';
import { ODD_YAML } from '../support/odd-values.js';
import { IS_FULL } from '../support/runs.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

function textsBelow(folder: string, ending: string): readonly string[] {
  const names = fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => fs.readFileSync(path.join(ROOT, folder, name), 'utf8'));
}

function found(texts: readonly string[], pattern: RegExp): readonly string[] {
  return texts.flatMap((text) => Array.from(text.matchAll(pattern), ([, key = '']) => key));
}

/** What templates and code ask a story for by name. */
const READ: ReadonlySet<string> = new Set([
  ...POST_KEYS,
  ...found(textsBelow('templates', '.njk'), /\b(?:page|post|story|item|lead)\.([a-z]\w*)/g),
  ...found(textsBelow('src', '.ts'), /\b(?:data|fields|page|facts|own|values)\['(\w+)'\]/g),
]);

/** Any other name of a member or word of the code that a key may be called. */
const NAMED: ReadonlySet<string> = new Set([
  ...found(textsBelow('templates', '.njk'), /\.([a-z]\w*)/g),
  ...found(textsBelow('src/theme', '.ts'), /[.'`]([a-zA-Z_]{2,20})\b/g),
  ...found(textsBelow('src/formats', '.ts'), /'([a-z_]{2,20})'/g),
  ...['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', '7'],
]);

const GOOD: Files = Object.fromEntries(
  ['a', 'b', 'c'].map((name, at) => [
    `_posts/2010-01-0${at + 1}-${name}.md`,
    post(`title: 好${name}\ncategory: kx\ntags: [甲]\nsource: 社\nauthor: 某`),
  ]),
);

const CONFIG = 'title: 新闻\nurl: https://news.example\nlang: zh-CN\ntimezone: Asia/Shanghai\n';

const NEWSROOM: Files = {
  ...GOOD,
  '_config.yml': CONFIG,
  '_data/categories.yml': 'kx: {name: kx, layout: flash}\nzh: {name: 综合}\n',
  '_data/authors.yml': '某: {name: 某某, url: https://a.example}\n',
};

const MARKS = /wort\d+z/g;

/** Stories whose text is on no page and of which nothing is told. */
function vanished(site: TestSite, { problems }: BuildResult, files: Files): string[] {
  const shown = new Set([...site.tree().values()].flatMap((text) => text.match(MARKS) ?? []));
  const told = new Set(problems.map(({ file }) => file));
  const gone = Object.entries(files).filter(([file, text]) => {
    const [mark = ''] = String(text).match(MARKS) ?? [];
    return !(shown.has(mark) || told.has(file));
  });
  // Held back, dated later or moved away, as their front matter says.
  const isMeant = /^(?:published|draft|date|redirect_to):/m;
  return gone.filter(([, text]) => !isMeant.test(String(text))).map(([file]) => file);
}

function oddStory(number: number, lines: readonly string[]): string {
  const own = new Set(lines.map((line) => line.slice(0, line.indexOf(':'))));
  const title = own.has('title') ? [] : ['title: Odd'];
  const category =
    own.has('category') || own.has('categories') ? [] : [`category: ${number % 2 ? 'kx' : 'zh'}`];
  return post([...title, ...category, ...lines].join('\n'), `Text wort${number}z.`);
}

async function expectNews(odd: Files, more: Files = {}): Promise<TestSite> {
  const site = createSite({ ...NEWSROOM, ...more });
  await site.build();
  const before = site.read('kx/2010/01/02/b.html');
  site.write(odd);
  const result = await site.build();
  expect(site.read('kx/2010/01/02/b.html')).toBe(before);
  expect(vanished(site, result, odd)).toEqual([]);
  return site;
}

const TYPES = Object.entries(ODD_YAML);
/** Of the types, in turn over all keys at once: every one that is read meets each by itself. */
const STEP = 3;
/** Texts and numbers as others are: not for every key by itself. */
const ALIKE = new Set([
  'negative',
  'beyond',
  'not a number',
  'infinite',
  'digits',
  'empty map',
  'time',
]);

describe('a story with any type under any key', () => {
  it('stops nothing, with one such key', async () => {
    expect(READ.size).toBeGreaterThan(40);
    const odd: Record<string, string> = {};
    let number = 0;
    for (const key of READ) {
      for (const [type, yaml] of TYPES) {
        if (ALIKE.has(type)) continue;
        number += 1;
        odd[`_posts/2022-05-13-n${number}.md`] = oddStory(number, [`${key}: ${yaml}`]);
      }
    }
    // Search reads what it reads with all keys at once, below.
    await expectNews(odd, { '_config.yml': `${CONFIG}search: false\n` });
  }, 60_000);

  it('stops nothing, with all keys at once', async () => {
    const keys = [...NAMED].filter(
      (key) => !['published', 'draft', 'date', 'redirect_to'].includes(key),
    );
    const odd: Record<string, string> = {};
    const size = 60;
    let number = 0;
    for (const shift of TYPES.keys()) {
      if (!IS_FULL && shift % STEP !== 0) continue;
      for (let start = 0; start < keys.length; start += size) {
        number += 1;
        const lines = keys.slice(start, start + size).map((key, at) => {
          const [, yaml = ''] = TYPES[(at + shift) % TYPES.length] ?? [];
          return `${key}: ${yaml}`;
        });
        odd[`_posts/2022-05-13-n${number}.md`] = oddStory(number, lines);
      }
    }
    await expectNews(odd);
  }, 60_000);

  it('stops nothing in templates of a site’s own', async () => {
    const names = [
      'x',
      'length',
      'size',
      'first',
      'constructor',
      'toString',
      'toJSON',
      '__proto__',
    ];
    const odd: Record<string, string> = {};
    for (const [number, [, yaml]] of TYPES.entries()) {
      odd[`_posts/2022-05-13-n${number}.md`] = oddStory(
        number,
        names.map((name) => `${name}: ${yaml}`),
      );
    }
    const each = (text: string): string =>
      names.map((name) => text.replaceAll('KEY', name)).join('\n');
    await expectNews(odd, {
      'templates/post.njk': `{{ content }}{{ page }}{{ page == page }}{{ page == "x" }}{{ page + 1 }}{{ page | jsonify }}
        {% for a in page %}{{ a }}{% endfor %}{{ page | size }}{{ "x" in page }}{{ page | list | size }}
        ${each('{{ page.KEY }}{% if page.KEY == "x" or page.KEY < 1 or "x" in page.KEY %}y{% endif %}{{ page.KEY ~ 1 }}{{ page.KEY.KEY.trim() }}{{ page[page.KEY] }}')}`,
      'templates/home.njk': each(
        `{{ site.posts | where("KEY", "x") | size }}{{ site.posts | sort("KEY") | size }}{{ site.posts | map("KEY") | uniq | join }}
        {{ site.posts | group_by("KEY") | size }}{{ site.posts | groupby("KEY") | dictsort | size }}{{ site.posts | sum("KEY") }}
        {{ site.posts | where_exp("p", "p.KEY > 1 or p.KEY contains 'x'") | size }}{% for p in site.posts %}{{ p.KEY.slice(p.x) }}{% endfor %}`,
      ),
    });
  });
});
