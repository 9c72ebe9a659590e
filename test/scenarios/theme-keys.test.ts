/** Config keys that a theme has for itself under a name that finews reads: told, and nothing lost. */
import { describe, expect, it } from 'vitest';
import { createSite, post, type TestSite } from '../support/site.js';

const URL = 'url: https://news.example\n';

function site(config: string): TestSite {
  return createSite({
    '_config.yml': URL + config,
    '_posts/2022-05-16-a.md': post('title: A'),
  });
}

/** Another type than finews reads, for each key of which its default can do no harm. */
const rows: readonly (readonly [string, string, string])[] = [
  ['logo: true', 'logo', '2:7'],
  ['logo: [a, b]', 'logo', '2:7'],
  ['logo: {dark: a.png}', 'logo', '2:7'],
  ['feed: https://feeds.example/news', 'feed', '2:7'],
  ['feed: [a]', 'feed', '2:7'],
  ['sitemap: /map.xml', 'sitemap', '2:10'],
  ['robots: index, follow', 'robots', '2:9'],
  ['robots: 1', 'robots', '2:9'],
  ['redirects: [a]', 'redirects', '2:12'],
  ['canonical: true', 'canonical', '2:12'],
  ['baidu: 0123abc', 'baidu', '2:8'],
  ['indexnow_key: true', 'indexnow_key', '2:15'],
  ['headers: [a]', 'headers', '2:10'],
  ['html: {minify: true}', 'html', '2:7'],
  ['html: true', 'html', '2:7'],
  ['publisher: The Press', 'publisher', '2:12'],
  ['publisher: {name: [a]}', 'publisher.name', '2:19'],
  ['twitter: [a]', 'twitter', '2:10'],
  ['twitter: {username: {a: b}}', 'twitter.username', '2:21'],
  ['limits: 5', 'limits', '2:9'],
  ['pagination: true', 'pagination', '2:13'],
  ['theme: [a]', 'theme', '2:8'],
  ['encoding: true', 'encoding', '2:11'],
  ['description: {en: Tide, zh: 潮}', 'description', '2:14'],
  ['comments: {giscus: {repo: , mapping: }}', 'comments.giscus', '2:20'],
  ['analytics: {umami: {id: , domain: }}', 'analytics.umami', '2:20'],
];

describe('a key of another type', () => {
  it.each(rows)('%s is told, and counts as not set', async (entry, key, place) => {
    const [name = ''] = key.split('.');
    const text = `---\n---\n{{ site['${name}'] | jsonify }}`;
    const odd = createSite({
      '_config.yml': `${URL}${entry}\n`,
      '_posts/2022-05-16-a.md': post('title: A'),
      'seen.txt': text,
    });
    const { problems } = await odd.build();
    expect(
      problems.map(({ code, severity, line, column }) => `${code} ${severity} ${line}:${column}`),
    ).toEqual([`config-type warning ${place}`]);
    expect(problems[0]?.message).toContain(`\`${key}\``);
    expect(problems[0]?.hint).not.toContain('put a word between quotes');
    expect((await odd.build()).problems).toEqual(problems);
    const plain = createSite({
      '_config.yml': URL,
      '_posts/2022-05-16-a.md': post('title: A'),
      'seen.txt': text,
    });
    await plain.build();
    expect(odd.read('seen.txt')).not.toBe(plain.read('seen.txt'));
    expect([...odd.tree().keys()]).toEqual([...plain.tree().keys()]);
    for (const file of ['feed.xml', 'robots.txt', 'index.html', '2022/05/16/a.html'])
      expect(odd.read(file)).toBe(plain.read(file));
  });

  it.each([
    'sources: true',
    'topics: x',
    'sections: true',
    'nav: {a: b}',
    'legal: 5',
    'author: true',
  ])('%s does not fail the build', async (line) => {
    expect((await site(`${line}\n`).build()).posts.published).toBe(1);
  });

  it('is an error where something else, or elsewhere, would be published', async () => {
    const lines = [
      ...['url: [a]', 'baseurl: [a]', 'permalink: [a]', 'timezone: [a]', 'title: [a]'],
      ...['paginate: true', 'paginate_path: [a]', 'include: a', 'exclude: a', 'keep_files: a'],
      ...['future: x', 'unpublished: x', 'show_drafts: x', 'limit_posts: x', 'defaults: x'],
      ...['source: [a]', 'destination: [a]', 'cache_dir: [a]', 'tag_permalink: true'],
      ...['archive_permalinks: x', 'markdown_ext: [a]', 'excerpt_separator: [a]'],
    ];
    for (const line of lines) {
      const problems = await createSite({ '_config.yml': `${line}\n` }).fail({ allowEmpty: true });
      expect(problems.map(({ code, severity }) => `${line} ${code} ${severity}`)).toEqual([
        `${line} config-type error`,
      ]);
    }
  });

  it.each([
    ['logo: yes', true],
    ['logo: on', true],
    ['logo: true', false],
    ['baidu: "yes"', false],
  ])('%s has a hint about words only where YAML took one for a switch', async (line, isTold) => {
    const { problems } = await site(`${line}\n`).build();
    expect(problems.some(({ hint = '' }) => hint.includes('between quotes'))).toBe(isTold);
  });
});
