/** Stories that leave the site at a time of their own. */
import { describe, expect, it } from 'vitest';
import { expectAccounted } from '../support/bad-input.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const OFFER = '2029/05/16/offer.html';
const URL = 'https://news.example';
const CONFIG = `url: ${URL}\ntimezone: Asia/Shanghai\nlang: zh-TW\npermalink: /:year/:month/:day/:title.html\nredirects: { netlify: true, nginx: true }\n`;

function story(day: number, name: string, more = ''): Files {
  const front = `title: 第${day}条\ncategories: 快讯\ntags: [甲]\n${more}`.trim();
  return { [`_posts/2029-05-${day}-${name}.md`]: post(front, `正文${day}`) };
}

function siteWith(more: string, config = CONFIG): TestSite {
  return createSite({
    '_config.yml': config,
    ...story(15, 'before'),
    ...story(16, 'offer', `expires: 2029-06-01 12:00\nredirect_from: /deal/\n${more}`),
    ...story(17, 'after'),
  });
}

const BEFORE = { now: '2029-06-01T03:59:59Z' };
const AFTER = { now: '2029-06-01T04:00:00Z' };

/** Outputs that have its title or its address. */
function showing(site: TestSite): readonly string[] {
  const tree = [...site.tree()].filter(([, text]) => /第16条|offer\.html/.test(text));
  return tree.map(([name]) => name);
}

describe('a story with `expires`', () => {
  it('is like any other until then, and the build says when that is', async () => {
    const site = siteWith('');
    const result = await site.build(BEFORE);
    expect(result.nextDue).toBe('2029-06-01T12:00:00+08:00');
    expect(result.posts).toMatchObject({ published: 3, held: { expired: 0 } });
    expect(showing(site)).toEqual(
      expect.arrayContaining(['index.html', 'feed.xml', 'sitemaps/2029-05.xml', OFFER]),
    );
    expect(site.read(OFFER)).not.toContain('noindex');
  });

  it('keeps its page, which says so, and is in no list, feed or sitemap', async () => {
    const site = siteWith('');
    await site.build(BEFORE);
    const result = await site.build(AFTER);
    expectAccounted(result);
    expect(result).toMatchObject({
      nextDue: null,
      problems: [],
      posts: { published: 2, held: { expired: 1 } },
    });
    expect(showing(site)).toEqual([
      OFFER,
      '_redirects',
      'deal/index.html',
      'redirects.json',
      'redirects.map',
    ]);
    const page = site.read(OFFER);
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).toContain('已過期 <time datetime="2029-06-01T12:00:00+08:00">');
    expect(page).toContain('正文16');
    expect(page).not.toMatch(/rel="(?:prev|next)"/);
    // Its neighbours are each other's.
    expect(site.read('2029/05/15/before.html')).toContain('/2029/05/17/after.html');
    expect(site.read('2029/05/17/after.html')).toContain('/2029/05/15/before.html');
  });

  it.each([
    ['front matter', 'expired: gone', CONFIG],
    ['the config', '', `${CONFIG}expired: gone\n`],
  ])('goes altogether where %s says so, and hosts are told', async (_, more, config) => {
    const site = siteWith(more, config);
    await site.build(BEFORE);
    const result = await site.build(AFTER);
    expectAccounted(result);
    expect(result.posts).toMatchObject({ published: 2, held: { expired: 1 } });
    expect(showing(site)).toEqual(['_redirects', 'gone.json', 'gone.map']);
    expect(site.read('_redirects')).toBe(
      '/2029/05/16/offer.html /404.html 410\n/deal/ /404.html 410\n',
    );
    expect(JSON.parse(site.read('gone.json'))).toEqual(['/2029/05/16/offer.html', '/deal/']);
    expect(site.read('gone.map')).toBe('"/2029/05/16/offer.html" 1;\n"/deal/" 1;\n');
  });

  it('keeps its page where it says so itself', async () => {
    const site = siteWith('expired: page', `${CONFIG}expired: gone\n`);
    await site.build(AFTER);
    expect(site.has(OFFER)).toBe(true);
    expect(site.has('gone.json')).toBe(false);
  });

  it('comes back where it is given more time', async () => {
    const site = siteWith('expired: gone');
    await site.build(BEFORE);
    const before = site.tree();
    await site.build(AFTER);
    await site.build(BEFORE);
    expect(site.tree()).toEqual(before);
  });

  it('ends with its day`s first moment in the site`s zone', async () => {
    const site = createSite(story(16, 'offer', 'expires: 2029-06-01'));
    expect((await site.build({ now: '2029-05-31T15:59:59Z' })).posts.published).toBe(1);
    expect((await site.build({ now: '2029-05-31T16:00:00Z' })).posts.published).toBe(0);
  });

  it('stays where it says no time, which is told', async () => {
    const site = createSite(story(16, 'offer', 'expires: bald'));
    const result = await site.build();
    expect(result.problems).toMatchObject([{ code: 'expires-unreadable', line: 5, column: 10 }]);
    expect(result.posts.published).toBe(1);
  });

  it('is told of before what waits, where that is first', async () => {
    const site = siteWith('');
    site.write({ '_posts/2029-07-01-later.md': post('title: 后来') });
    expect((await site.build(BEFORE)).nextDue).toBe('2029-06-01T12:00:00+08:00');
    expect((await site.build(AFTER)).nextDue).toBe('2029-07-01T00:00:00+08:00');
    site.write(story(18, 'x', 'published: false\nexpires: 2029-06-20'));
    expect((await site.build(AFTER)).nextDue).toBe('2029-07-01T00:00:00+08:00');
  });

  it('is `noindex` in a Jekyll site that has the tag, and leaves its own `expired` to it', async () => {
    const layout =
      '{% seo %}{{ page.expired }}|{{ page.has_expired }}|{{ page.next.title }}{{ content }}';
    const site = createSite({
      '_config.yml': 'title: x\nplugins: [jekyll-seo-tag]\npermalink: /:title.html\n',
      '_layouts/post.html': layout,
      ...story(16, 'offer', 'expires: 2029-06-01'),
      ...story(17, 'own', 'expired: yes indeed'),
    });
    await site.build({ now: '2029-05-20T00:00:00Z' });
    expect(site.read('offer.html')).not.toContain('noindex');
    expect(site.read('offer.html')).toContain('|false|第17条');
    await site.build();
    expect(site.read('offer.html')).toContain('<meta name="robots" content="noindex" />');
    expect(site.read('offer.html')).toContain('|true|<p>');
    expect(site.read('own.html')).toContain('yes indeed|false|');
    expect(site.read('own.html')).not.toContain('noindex');
  });

  it('leaves lists of pages, terms and templates as if it had never been', async () => {
    const [site, other] = [siteWith('expired: page'), siteWith('')];
    const list =
      '---\n---\n{{ site.posts.length }} {% for p in site.posts %}{{ p.title }}{% endfor %}{{ site.tags["甲"].length }}{{ site.documents[2].title }}';
    site.write({ 'all.html': list });
    other.write({ 'all.html': list });
    await site.build(AFTER);
    other.remove('_posts/2029-05-16-offer.md');
    await other.build(AFTER);
    const own = [OFFER, '_redirects', 'deal/index.html', 'redirects.json', 'redirects.map'];
    const [rest, others] = [site, other].map((one) => {
      return [...one.tree()].filter(([name]) => !own.includes(name));
    });
    expect(rest).toEqual(others);
  });
});
