/** The same stories with Jekyll's usual plugins: what search engines and feed readers are told. */
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/formats/html/plain-text.js';
import { readAtom, type Story } from '../outputs/feed-rules.js';
import { articleOf, elementsOf, type JsonObject, metaOf } from '../outputs/page.js';
import { builtByJekyll, hasGems } from '../support/jekyll.js';
import { createSite, type Files, post } from '../support/site.js';
import { all, one, parseXml } from '../support/xml.js';

const PLUGINS = ['jekyll-seo-tag', 'jekyll-feed', 'jekyll-sitemap'];
const hasPlugins = await hasGems(...PLUGINS);
if (!hasPlugins) {
  console.warn(`Skipped: ${PLUGINS.join(', ')} are not all installed (Debian: ruby-…).`);
}

const SITE: Files = {
  '_config.yml': [
    'title: 财经消息',
    'description: 每天的消息',
    'url: https://news.example',
    'lang: zh_CN',
    'timezone: Asia/Shanghai',
    'jekyll_utc_dates: true',
    'author: 编辑部',
    'logo: /logo.png',
    'twitter: {username: newsexample}',
    `plugins: [${PLUGINS.join(', ')}]`,
    'defaults: [{scope: {path: "", type: posts}, values: {layout: post, seo: {type: NewsArticle}}}]',
  ].join('\n'),
  '_layouts/post.html':
    '<!doctype html><html><head>{% seo %}</head><body>{{ content }}</body></html>',
  '_posts/2022-05-16-a.md': post(
    'title: 央行降准\ndate: 2022-05-16 15:04:20 +0800\ncategories: markets\ntags: [央行, 降准]\ndescription: 降准半个百分点\nimage: /pic.jpg',
  ),
  '_posts/2022-05-17-b.md': post(
    'title: "A & B < C"\ndate: 2022-05-17 09:00:00 +0800\nlast_modified_at: 2022-05-18 10:00:00 +0800\nauthor: {name: 张三, url: "https://z.example/"}\ndescription: 改过',
  ),
  '_posts/2022-05-18-c.md': post(
    'title: 别处的\ndate: 2022-05-18 09:00:00 +0800\ncanonical_url: https://source.example/1\nauthor: zs\ndescription: 转载\nimage: {path: "https://cdn.example/c.jpg"}\nsitemap: false',
  ),
  '_data/authors.yml': 'zs: {name: 张三}\n',
  '_ours.yml': 'syntax: nunjucks\n',
};

const OUTPUTS = ['markets/2022/05/16/a.html', '2022/05/17/b.html', '2022/05/18/c.html'];

describe.skipIf(!hasPlugins)('beside Jekyll’s plugins', () => {
  // One build of each for all tests; the files go with the first test, their texts stay.
  let ours: ReadonlyMap<string, string> = new Map();
  let yours: ReadonlyMap<string, string> = new Map();
  const our = (output: string): string => ours.get(output) ?? '';
  const your = (output: string): string => yours.get(output) ?? '';

  const both = async (): Promise<void> => {
    if (ours.size > 0) return;
    const site = createSite(SITE);
    yours = await builtByJekyll(site);
    // The tags of finews' own theme are compared, not what a layout's tag gives.
    await site.build({ config: ['_config.yml', '_ours.yml'] });
    ours = site.tree();
  };

  it('pages have their meta tags with the same values', async () => {
    await both();
    for (const output of OUTPUTS) {
      const [theirs, mine] = [metaOf(your(output)), metaOf(our(output))];
      // Ours says more (article:…, robots); generator is Jekyll's; twitter falls back to og.
      const asked = Object.keys(theirs).filter(
        (key) => !/^(?:generator|author|twitter:(?:title|image|creator))$/.test(key),
      );
      expect(asked.length).toBeGreaterThan(8);
      const of = (meta: Readonly<Record<string, string>>): object =>
        Object.fromEntries(asked.map((key) => [key, meta[key]]));
      expect(of(mine)).toEqual(of(theirs));
      const canonical = (html: string): readonly (string | undefined)[] =>
        elementsOf(html)
          .filter(({ attributes }) => attributes['rel'] === 'canonical')
          .map(({ attributes }) => attributes['href']);
      expect(canonical(our(output))).toEqual(canonical(your(output)));
    }
  });

  it('articles say the same in JSON-LD, and more', async () => {
    await both();
    for (const output of OUTPUTS) {
      const theirs = articleOf(your(output));
      const mine = articleOf(our(output));
      for (const key of ['@type', 'headline', 'description', 'datePublished', 'dateModified']) {
        // Theirs is escaped for HTML, which JSON-LD isn't.
        expect(mine[key], key).toEqual(plainText(String(theirs[key])));
      }
      const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
      expect(first(mine['image'])).toEqual(imageOf(theirs['image']));
      const [author] = mine['author'] as readonly JsonObject[];
      expect(author?.['name']).toBe((theirs['author'] as JsonObject)['name']);
      const logo = (article: JsonObject): unknown => (article['publisher'] as JsonObject)['logo'];
      expect(logo(mine)).toEqual(logo(theirs));
      expect(mine).toHaveProperty('mainEntityOfPage');
    }
  });

  it('feeds have the same stories', async () => {
    await both();
    const theirs = parseXml(your('feed.xml'));
    const mine = readAtom(our('feed.xml')).stories;
    const view = ({ url, title, published, authors, summary }: Story): object => ({
      url,
      title,
      published,
      authors,
      summary,
    });
    const entries = all(theirs, 'entry').map((entry) => ({
      url: one(entry, 'link').attributes['href'],
      // Theirs is escaped HTML; ours is text.
      title: plainText(one(entry, 'title').text),
      published: Date.parse(one(entry, 'published').text),
      authors: all(entry, 'author').map((author) => one(author, 'name').text),
      summary: one(entry, 'summary').text,
    }));
    expect(mine.map(view)).toEqual(entries);
  });

  it('sitemaps have the same stories with the same times, but for what belongs elsewhere', async () => {
    await both();
    const stories = (xml: string): readonly (readonly string[])[] =>
      parseXml(xml).children.flatMap((url) => {
        const [loc, lastmod] = ['loc', 'lastmod'].map((name) => all(url, name)[0]?.text ?? '');
        return lastmod === '' ? [] : [[loc ?? '', lastmod ?? '']];
      });
    const mine = stories(our('sitemaps/2022-05.xml'));
    expect([...mine].sort(byUrl)).toEqual([...stories(your('sitemap.xml'))].sort(byUrl));
  });
});

function byUrl([a = '']: readonly string[], [b = '']: readonly string[]): number {
  return a < b ? -1 : 1;
}

/** jekyll-seo-tag writes the address alone, or an object around it. */
function imageOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as JsonObject)['url'] : value;
}
