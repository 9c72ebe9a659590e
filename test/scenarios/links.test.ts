/** Links between files of the site, and paths below the `baseurl`, on pages and in feeds. */
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/pipeline/build.js';
import type { Session } from '../../src/pipeline/session.js';
import { disk } from '../../src/platform/disk.js';
import { testSession } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

/** Bodies alone. */
const BARE: Files = {
  'templates/page.njk': '{{ content }}',
  'templates/home.njk': '{% for p in paginator.posts %}{{ p.excerpt }}{% endfor %}',
  'templates/post.njk': '{{ content }}',
};
const TARGET = '_posts/2022-01-01-x.md';
const STORY = '_posts/2022-05-16-s.md';
const ADDRESS = '2022/05/16/s.html';

describe('links to other files', () => {
  it('lead to what is published from them, from pages and stories, in every way of writing', async () => {
    const body = (to: string): string =>
      [
        `[一](${to}#a) [二][r] <a class="x" href='${to}?q=1'>三</a> [四](<${to}>)`,
        `<div><a href="${to}">五</a></div>\n\n![六](${to})\n\n[r]: ${to} "七"`,
      ].join('\n\n');
    const site = createSite({
      ...BARE,
      'templates/home.njk': '{{ content }}',
      [TARGET]: post('title: x'),
      [STORY]: post('title: s', body('2022-01-01-x.md')),
      'index.md': post('x: 1', body('_posts/2022-01-01-x.md')),
      'docs/a.md': post('x: 1', body('../_posts/2022-01-01-x.md')),
      'docs/b.html': post('x: 1', '<a href="a.md">a</a> <a href=/_posts/2022-01-01-x.md>x</a>'),
      'docs/c.txt': post('x: 1', '<a href="a.md">a</a>'),
    });
    await site.build();
    for (const output of [ADDRESS, 'index.html', 'docs/a.html']) {
      const html = site.read(output);
      expect(html, output).not.toContain('.md');
      expect(html.match(/(?:href|src)="\/2022\/01\/01\/x\.html[#?"]/g), output).toHaveLength(6);
      expect(html, output).toContain('x.html#a"');
      expect(html, output).toContain('x.html?q=1"');
    }
    expect(site.read('docs/b.html')).toBe(
      '<a href="/docs/a.html">a</a> <a href="/2022/01/01/x.html">x</a>\n',
    );
    expect(site.read('docs/c.txt')).toContain('a.md');
  });

  it('lead to pages and copied files, whatever their names', async () => {
    const site = createSite({
      ...BARE,
      '关于 我们.md': post('permalink: /us/'),
      'docs/报告 一.pdf': 'x',
      [STORY]: post(
        'title: s',
        '[a](../关于%20我们.md) [b](</关于 我们.md>) [c](../docs/报告%20一.pdf) [d](../docs/none.pdf)',
      ),
    });
    await site.build();
    const links = [...site.read(ADDRESS).matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
    expect(links).toEqual([
      '/us/',
      '/us/',
      '/docs/%E6%8A%A5%E5%91%8A%20%E4%B8%80.pdf',
      '../docs/none.pdf',
    ]);
  });

  it('stay as written in code, in text and where they lead nowhere', async () => {
    const body =
      '`[x](2022-01-01-x.md)` 2022-01-01-x.md\n\n    <a href="2022-01-01-x.md">\n\n[n](n.md)';
    const site = createSite({
      ...BARE,
      [TARGET]: post('title: x'),
      [STORY]: post('title: s', body),
    });
    const { problems } = await site.build();
    expect(site.read(ADDRESS)).toContain('<code>[x](2022-01-01-x.md)</code> 2022-01-01-x.md');
    expect(site.read(ADDRESS)).toContain('&lt;a href="2022-01-01-x.md"&gt;');
    expect(site.read(ADDRESS)).toContain('<a href="n.md">n</a>');
    expect(problems).toEqual([]);
  });

  it.each([
    ['published: false', 'title: x'],
    ['date: 2031-01-01', 'title: x'],
    ['permalink: /../x.html', 'title: x'],
  ])('tell nothing of a story that is held or set aside: %s', async (front, after) => {
    const site = createSite({
      ...BARE,
      [TARGET]: post(front),
      [STORY]: post('title: s', '[x](/_posts/2022-01-01-x.md)'),
    });
    await site.build();
    expect(site.read(ADDRESS)).toContain('href="/_posts/2022-01-01-x.md"');
    site.write({ [TARGET]: post(after) });
    await site.build();
    expect(site.read(ADDRESS)).toContain('href="/2022/01/01/x.html"');
  });

  it('can neither multiply a story without limit, nor make it remember every file there is', async () => {
    const long = '长'.repeat(60);
    const many = Array.from({ length: 3000 }, (_, at) => `[n](n${at}.md)`).join(' ');
    const site = createSite({
      ...BARE,
      [TARGET]: post(`permalink: /${long}/${long}/${long}/${long}/x.html`),
      [STORY]: post('title: s', '[](2022-01-01-x.md) '.repeat(10_000)),
      '_posts/2022-05-17-m.md': post('title: m', `${many} [x](2022-01-01-x.md)`),
    });
    await site.build();
    const html = site.read(ADDRESS);
    expect(html.length).toBeGreaterThan(1_000_000);
    expect(html.length).toBeLessThan(3_000_000);
    expect(html.match(/<a /g)).toHaveLength(10_000);
    expect(site.read('2022/05/17/m.html')).toContain('<a href="2022-01-01-x.md">x</a>');
    const records = fs.readdirSync(`${site.root}/.finews`, { recursive: true, encoding: 'utf8' });
    const size = records.reduce((sum, name) => {
      const found = fs.statSync(`${site.root}/.finews/${name}`);
      return sum + (found.isFile() ? found.size : 0);
    }, 0);
    expect(size).toBeLessThan(500_000);
  });

  it('lead to drafts only where drafts are shown', async () => {
    const site = createSite({
      ...BARE,
      '_drafts/d.md': post('permalink: /d.html'),
      [STORY]: post('title: s', '[d](../_drafts/d.md)'),
    });
    await site.build();
    expect(site.read(ADDRESS)).toContain('href="../_drafts/d.md"');
    await site.build({ drafts: true });
    expect(site.read(ADDRESS)).toContain('href="/d.html"');
  });

  it('are made anew in every page and feed when their target moves, comes or goes', async () => {
    const site = createSite({
      ...BARE,
      '_config.yml': 'url: https://news.example\nfeed: {content: true}\n',
      [TARGET]: post('title: x'),
      [STORY]: post('title: s', '[x](2022-01-01-x.md)'),
      'links.md': post('x: 1', '[x](_posts/2022-01-01-x.md)'),
      '_posts/2022-05-17-other.md': post('title: o', '**别的**'),
    });
    const kept = testSession();
    const where = (): readonly (string | undefined)[] =>
      [ADDRESS, 'links.html', 'index.html', 'feed.xml', 'rss.xml', 'feed.json'].map((output) => {
        const [, to] =
          /href=\\?(?:"|&quot;)([^"\\&]*)\\?(?:"|&quot;)(?:>|&gt;)x/.exec(site.read(output)) ?? [];
        return to;
      });
    const everywhere = (to: string): readonly string[] => [
      ...[to, to, to],
      ...Array.from({ length: 3 }, () => `https://news.example${to}`),
    ];
    const next = (memo: Session): Promise<unknown> => {
      memo.changed = null;
      return build({ source: site.root, now: NOW }, effectsWith(disk), memo);
    };
    const expectLinks = async (expected: readonly string[]): Promise<void> => {
      await next(kept);
      expect(where()).toEqual(expected);
    };
    await expectLinks(everywhere('/2022/01/01/x.html'));
    site.write({ [TARGET]: post('title: x\npermalink: /moved.html') });
    await expectLinks(everywhere('/moved.html'));
    site.remove(TARGET);
    await next(kept);
    expect(where().slice(0, 3)).toEqual([
      '2022-01-01-x.md',
      '_posts/2022-01-01-x.md',
      '2022-01-01-x.md',
    ]);
    site.write({ [TARGET]: post('title: x') });
    await next(testSession());
    expect(where()).toEqual(everywhere('/2022/01/01/x.html'));
  });
});

describe('with a baseurl, in stories', () => {
  const config = 'url: https://news.example\nbaseurl: /a\nfeed: {content: true}\n';

  async function built(front: string, body: string, more: Files = {}): Promise<TestSite> {
    const site = createSite({
      ...BARE,
      '_config.yml': config,
      [STORY]: post(front, body),
      ...more,
    });
    await site.build();
    return site;
  }

  it('paths from the root are below it, once', async () => {
    const site = await built(
      'title: s',
      [
        '[一](/x) ![二](/y.png) [三](/a/x) [四](//host/x) [五](#x) [六](/ab/x) [七](https://h.example/x)',
        '<a href="/h">h</a> <img src="/i.png" srcset="/j.png 2x, /a/k.png 3x, //host/l.png 4x">',
        '<video src="/v.mp4" poster="/p.png"></video><audio src="/u.mp3"></audio>',
      ].join('\n\n'),
    );
    const found = [...site.read(ADDRESS).matchAll(/(?:href|src|srcset|poster)="([^"]*)"/g)];
    expect(found.map(([, to]) => to)).toEqual([
      ...['/a/x', '/a/y.png', '/a/x', '//host/x', '#x', '/a/ab/x', 'https://h.example/x', '/a/h'],
      ...['/a/i.png', '/a/j.png 2x, /a/k.png 3x, //host/l.png 4x'],
      ...['/a/v.mp4', '/a/p.png', '/a/u.mp3'],
    ]);
    for (const feed of ['feed.xml', 'rss.xml', 'feed.json']) {
      const text = site.read(feed);
      for (const path of ['x', 'y.png', 'ab/x', 'h', 'i.png', 'j.png', 'k.png', 'v.mp4', 'p.png'])
        expect(text, `${feed} ${path}`).toMatch(
          new RegExp(`https://news\\.example/a/${path.replace('.', '\\.')}[\\\\"& ]`),
        );
      expect(text).not.toContain('/a/a/');
      expect(text).not.toMatch(/news\.example\/(?!a\/|a["&<\\])/);
    }
  });

  it('follow a baseurl that changes, in every page and feed', async () => {
    const site = await built('title: s', '![一](/y.png)');
    for (const baseurl of ['/b', '']) {
      site.write({ '_config.yml': config.replace('/a', baseurl === '' ? '""' : baseurl) });
      await site.build();
      expect(site.read(ADDRESS)).toContain(`src="${baseurl}/y.png"`);
      expect(site.read('index.html')).toContain(`src="${baseurl}/y.png"`);
      expect(site.read('rss.xml')).toContain(
        `src=&quot;https://news.example${baseurl}/y.png&quot;`,
      );
    }
  });

  it('have a picture that is a file of the site as soon as it is one', async () => {
    const site = createSite({ '_config.yml': config, [STORY]: post('title: s', '![](../y.png)') });
    await site.build();
    const seen = (): readonly boolean[] =>
      [ADDRESS, 'feed.xml', 'rss.xml', 'feed.json', 'sitemaps/2022-05.xml'].map((output) =>
        site.read(output).includes('https://news.example/a/y.png'),
      );
    expect(seen()).toEqual([false, false, false, false, false]);
    site.write({ 'y.png': 'x' });
    await site.build();
    expect(seen()).toEqual([true, true, true, true, true]);
    site.remove('y.png');
    await site.build();
    expect(seen()).toEqual([false, false, false, false, false]);
  });

  it('pages write it themselves', async () => {
    const site = await built('title: s', 'x', {
      'p.md': post('x: 1', '[一](/x) [二]({{ "/x" | relative_url }}) [三](q.md) [四](/q.md)'),
      'q.md': post('x: 1'),
    });
    const found = [...site.read('p.html').matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
    expect(found).toEqual(['/x', '/a/x', '/a/q.html', '/a/q.html']);
  });

  it.each([
    ['title: s', '![](/y.png)'],
    ['title: s', '![](/a/y.png)'],
    ['image: /y.png', 'x'],
    ['image: /a/y.png', 'x'],
    ['image: {path: /a/y.png, alt: x}', 'x'],
    ['image: [/a/y.png]', 'x'],
    ['title: s', '![](../y.png)'],
  ])('the picture of `%s` and `%s` has one address everywhere', async (front, body) => {
    const site = createSite({ '_config.yml': config, 'y.png': 'x', [STORY]: post(front, body) });
    await site.build();
    const address = 'https://news.example/a/y.png';
    expect(site.read(ADDRESS)).toContain(`<meta property="og:image" content="${address}">`);
    expect(site.read(ADDRESS)).toContain(`"${address}"`);
    expect(site.read('feed.xml')).toContain(`<media:content medium="image" url="${address}"/>`);
    expect(site.read('rss.xml')).toContain(`url="${address}"`);
    expect(site.read('feed.json')).toContain(`"image": "${address}"`);
    expect(site.read('sitemaps/2022-05.xml')).toContain(`<image:loc>${address}</image:loc>`);
    for (const [output, text] of site.tree()) expect(text, output).not.toContain('/a/a/');
    for (const output of [ADDRESS, 'index.html'])
      for (const [, src] of site.read(output).matchAll(/<img[^>]* src="([^"]*)"/g))
        expect(src, output).toBe('/a/y.png');
  });
});
