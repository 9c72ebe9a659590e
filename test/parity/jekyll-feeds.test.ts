/** Feeds of a site that moves in, beside those of jekyll-feed: readers see no story twice. */
import { expect, test } from 'vitest';
import { builtByJekyll, hasGems } from '../support/jekyll.js';
import { createSite, type Files, post } from '../support/site.js';
import { all, one, parseXml } from '../support/xml.js';

const installed = await hasGems('jekyll-feed');

const names = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));

const SITE: Files = {
  '_config.yml': [
    'title: 财经消息',
    'url: https://news.example',
    'baseurl: /n',
    'timezone: UTC',
    'permalink: /:categories/:year/:title/',
    'plugins: [jekyll-feed]',
    'feed: {categories: [Markets, 快讯], tags: {except: [b], path: /tagged/}}',
  ].join('\n'),
  '_layouts/post.html': '<html><body>{{ content }}</body></html>',
  ...Object.fromEntries(
    names.map((n) => [
      `_posts/2022-01-${n}-Story ${n}.md`,
      post(
        `title: S${n}\ndate: 2022-01-${n} 08:00:00 +0000\nlayout: post\ncategories: [Markets]\ntags: [a_1]`,
      ),
    ]),
  ),
  '_posts/2022-02-01-央行：降准.md': post(
    'title: 降准\ndate: 2022-02-01 08:00:00 +0000\nlayout: post\ncategories: [快讯]\ntags: [b, 央行]\nguid: "https://old.example/?p=1"',
  ),
  '_posts/2022-02-02-b.md': post(
    'title: 有址\ndate: 2022-02-02 08:00:00 +0000\nlayout: post\npermalink: /x/：/y.html\nslug: own slug\ncategories: [Markets, 快讯, Ａ股]',
  ),
};

const FEEDS = ['feed.xml', 'feed/Markets.xml', 'feed/快讯.xml', 'tagged/a_1.xml'];

function idsOf(xml: string): readonly unknown[] {
  const feed = parseXml(xml);
  const entries = all(feed, 'entry').map((entry) => [
    one(entry, 'id').text,
    // Jekyll's link to a full-width sign leads nowhere.
    decodeURI(one(entry, 'link').attributes['href'] ?? '').normalize('NFKC'),
    one(entry, 'published').text.replace('Z', '+00:00'),
  ]);
  return [one(feed, 'id').text, ...entries];
}

test('feeds have Jekyll’s addresses, and ids of feeds and stories', async ({ skip }) => {
  skip(!installed, 'jekyll and jekyll-feed are not both installed');
  const site = createSite(SITE);
  const theirs = await builtByJekyll(site);
  await site.build();
  for (const feed of FEEDS)
    expect([feed, idsOf(site.read(feed))]).toEqual([feed, idsOf(theirs.get(feed) ?? '')]);
  const made = [...theirs.keys()].filter((file) => /^(?:feed|tagged)\b.*\.xml$/.test(file));
  expect(made.sort()).toEqual([...FEEDS].sort());
  expect(site.tree().has('tagged/b.xml')).toBe(false);
});

const NOTES: Files = {
  '_config.yml': [
    'title: 财经消息',
    'url: https://news.example',
    'timezone: UTC',
    'plugins: [jekyll-feed]',
    'collections: {notes: {output: true}, quiet: {permalink: "/q/:name"}, unfed: {output: true}}',
    'feed: {posts_limit: 2, collections: {notes: {path: n.xml, categories: [a, 快讯]}, quiet: {}}}',
  ].join('\n'),
  '_layouts/post.html': '<html><body>{{ content }}</body></html>',
  '_posts/2022-01-01-story.md': post('title: a story'),
  '_notes/one.md': post(
    'title: A or B\ndate: 2022-01-01\ncategories: [a, b]\ntags: t',
    'one **o**',
  ),
  '_notes/two.md': post(
    'title: 二\ndate: 2022-03-01\ncategories: [快讯]\nauthor: Lin',
    '{{ site.notes.size }}',
  ),
  '_notes/three.md': post(
    'title: three\ndate: 2022-02-01\ncategory: a\ndescription: d < e',
    'three',
  ),
  '_quiet/q.md': post('title: q\ndate: 2022-02-01', 'shh'),
  '_unfed/u.md': post('title: u\ndate: 2022-02-01'),
};

/** Titles and summaries are HTML in Jekyll's, and text here. */
function notesOf(xml: string): readonly unknown[] {
  return all(parseXml(xml), 'entry').map((entry) => [
    ...['title', 'content', 'summary'].map((name) => one(entry, name).text.trim()),
    all(entry, 'category').map(({ attributes }) => attributes['term']),
    all(entry, 'author').map((author) => one(author, 'name').text),
  ]);
}

test('collections have feeds where the config asks for them', async ({ skip }) => {
  skip(!installed, 'jekyll and jekyll-feed are not both installed');
  const site = createSite(NOTES);
  const theirs = await builtByJekyll(site);
  expect((await site.build()).problems).toEqual([]);
  const feeds = ['n.xml', 'feed/notes/a.xml', 'feed/notes/快讯.xml', 'feed/quiet.xml'];
  for (const feed of feeds) {
    expect([feed, idsOf(site.read(feed))]).toEqual([feed, idsOf(theirs.get(feed) ?? '')]);
    const [ours, their] = [site.read(feed), theirs.get(feed) ?? ''].map(notesOf);
    // An author without a name says nothing.
    const named = their?.map((entry) =>
      (entry as unknown[]).map((part) => (String(part) === '' ? [] : part)),
    );
    expect(ours).toEqual(named);
  }
  const made = [...site.tree().keys()].filter((file) => /^(?:feed\/|n\.xml)/.test(file)).sort();
  expect(made).toEqual([...feeds].sort());
  // A story is in none of them; a document is in its own alone.
  site.write({ '_posts/2022-02-01-b.md': post('title: b') });
  const touched = async (): Promise<readonly string[]> =>
    (await site.build()).outputs.touched.filter((name) => made.includes(name)).sort();
  expect(await touched()).toEqual([]);
  site.write({ '_notes/one.md': post('title: one\ndate: 2022-04-01\ncategories: [b]', 'anew') });
  expect(await touched()).toEqual(['feed/notes/a.xml', 'n.xml']);
});
