/** The kinds of output: each declares its places, and no story gets one of those. */

import { describe, expect, it } from 'vitest';
import { byTermType, NAMED_TERMS, TERM_KINDS } from '../../src/model/term-types.js';
import { KINDS } from '../../src/outputs/kinds.js';
import { createSite, type Files, post } from '../support/site.js';

const CONFIG = [
  'title: T',
  'url: https://news.example',
  'timezone: Asia/Shanghai',
  'lang: en',
  'paginate: 2',
  'cname: news.example',
  'nojekyll: true',
  'headers: true',
  'indexnow_key: 0123456789abcdef',
  'feed: { min_posts: 1 }',
  'sitemap: { url_lists: true }',
  'redirects: { netlify: true, apache: true, nginx: true }',
].join('\n');

/** Of every kind of output one at least, and of every kind of term. */
function everything(): Files {
  const stories = Array.from({ length: 7 }, (_, at): readonly [string, string] => [
    `_posts/2029-12-3${at % 2}-s${at}.md`,
    post(
      `title: S${at}\ncategories: [c${at % 2}]\ntags: [t]\nsource: Reuters\nauthor: Li\nredirect_from: /old/${at}.html`,
    ),
  ]);
  return {
    '_config.yml': `${CONFIG}\n`,
    '_data/topics.yml': 'flood: { name: Flood, tags: [t] }\n',
    'about.md': '---\ntitle: About\n---\nText.\n',
    'gone.html': '---\nredirect_to: /about.html\n---\n',
    'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ...Object.fromEntries(stories),
  };
}

describe('places that finews takes', () => {
  it('are those that its kinds declare: a story that wants one changes nothing', async () => {
    const site = createSite(everything());
    await site.build();
    const before = site.tree();
    const own = [...before.keys()].filter(
      (output) => !/^(?:old|c0|c1|assets)\/|^(?:about|gone)|\.svg$/.test(output),
    );
    // Each kind that has places of its own, and what a few of them are.
    for (const one of ['index.html', 'page/1.html', 'topic/flood.html', '2029/index.html'])
      expect(own).toContain(one);
    for (const one of ['feed.xml', 'tag/t/rss.xml', 'robots.txt', 'sitemaps/2029-12.xml'])
      expect(own).toContain(one);
    for (const one of ['_headers', 'redirects.map', '_redirects', 'CNAME', 'sitemaps/news.xml'])
      expect(own).toContain(one);
    const thieves = own.map((output, at): readonly [string, string] => {
      const permalink = JSON.stringify(`/${output.replace(/(^|\/)index\.html$/, '$1')}`);
      const about = `title: Thief ${at}\npermalink: ${permalink}`;
      return [`_posts/2029-12-01-thief-${at}.md`, post(about)];
    });
    site.write(Object.fromEntries(thieves));
    const { problems } = await site.build();
    const lost = problems.filter(({ fate }) => fate === 'set-aside').map(({ file }) => file);
    expect(new Set(lost)).toEqual(new Set(thieves.map(([file]) => file)));
    expect(site.tree()).toEqual(before);
  });
});

describe('the kinds of output', () => {
  it('have a name, and a format a writer, each of its own', () => {
    const formats = KINDS.flatMap(({ writers = {} }) => Object.keys(writers));
    for (const names of [KINDS.map(({ name }) => name), formats]) {
      expect(names.length).toBeGreaterThan(5);
      expect([...new Set(names)]).toEqual(names);
    }
  });

  it('say for every place of their own which key of the config moves it', () => {
    const without = KINDS.filter((kind) => kind.paths !== null && kind.placeKey === undefined);
    expect(without).toEqual([]);
  });
});

describe('the kinds of terms', () => {
  it('have names of their own', () => {
    for (const names of [TERM_KINDS.map(({ type }) => type), TERM_KINDS.map(({ list }) => list)])
      expect([...new Set(names)]).toEqual(names);
    expect(Object.keys(byTermType(() => null))).toEqual(TERM_KINDS.map(({ type }) => type));
    expect(NAMED_TERMS.map(({ type }) => type)).not.toContain('topic');
  });

  it('have all that a kind has: a list, a page with its layout, and what templates see', async () => {
    const looks = TERM_KINDS.flatMap(({ type, list }) => [
      `templates/${type}.njk`,
      `${type} {{ page.term.name }}: {% for story in page.posts %}{% for t in story.${type}_terms %}{{ t.name }}={{ t.url }} {% endfor %}{% endfor %}of {{ site.terms.${list}.length }}`,
    ]);
    const templates = Object.fromEntries(
      looks.flatMap((text, at) => (at % 2 === 0 ? [[text, looks[at + 1] ?? '']] : [])),
    );
    const site = createSite({ ...everything(), ...templates });
    await site.build();
    const shown = (output: string): string => site.read(output).replace(/( \S+=\S+)\1+/g, '$1');
    expect(shown('category/c0.html')).toBe('category c0: c0=/category/c0.html of 2');
    expect(shown('tag/t.html')).toContain('tag t: t=/tag/t.html');
    expect(shown('source/reuters.html')).toContain('source Reuters: Reuters=/source/reuters.html');
    expect(shown('author/li.html')).toContain('author Li: Li=/author/li.html');
    expect(shown('topic/flood.html')).toContain('topic Flood: Flood=/topic/flood.html');
  });
});
