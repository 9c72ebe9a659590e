/** Old addresses: redirect pages, the lists for hosts, and what is refused. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post, type TestSite } from '../support/site.js';
import { elementsOf } from './page.js';

const CONFIG =
  'title: 财经\nurl: https://news.example\nlang: zh-CN\nfeed: false\nsitemap: false\nrobots: false\n';
const config = (more: string): Files => ({ '_config.yml': `${CONFIG}${more}\n` });

/** Where a redirect page leads, if all three ways say the same; null for other pages. */
function targetAt(site: TestSite, output: string): string | null {
  const elements = elementsOf(site.read(output));
  const refresh = elements.find(
    ({ name, attributes }) => name === 'meta' && attributes['http-equiv'],
  );
  if (refresh === undefined) return null;
  const [, target] = /^0; url=(.*)$/.exec(refresh.attributes['content'] ?? '') ?? [];
  const canonical = elements.find(({ attributes }) => attributes['rel'] === 'canonical');
  const link = elements.find(({ name }) => name === 'a');
  expect([canonical?.attributes['href'], link?.attributes['href']]).toEqual([target, target]);
  expect(elements.filter(({ name }) => name === 'script')).toEqual([]);
  return target ?? null;
}

const redirectsIn = (site: TestSite): Record<string, string | null> => {
  const pages = [...site.tree().keys()].filter((name) => name.endsWith('.html'));
  const targets = pages.map((name) => [name, targetAt(site, name)] as const);
  return Object.fromEntries(targets.filter(([, target]) => target !== null));
};

describe('redirect_from', () => {
  it('leaves a page at each old address, and redirects.json', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post(
        'title: A\nredirect_from:\n  - /old/a/\n  - old/b\n  - /旧/c.html\n  - /d.php',
      ),
      'about.md': post('title: About\nredirect_from: /guanyu'),
    });
    const { problems } = await site.build();
    expect(problems).toEqual([]);
    const to = 'https://news.example/2022/05/16/a.html';
    expect(redirectsIn(site)).toEqual({
      'guanyu.html': 'https://news.example/about.html',
      'old/a/index.html': to,
      'old/b.html': to,
      '旧/c.html': to,
    });
    expect(site.has('d.php')).toBe(false);
    expect(JSON.parse(site.read('redirects.json'))).toEqual({
      '/d.php': to,
      '/guanyu': 'https://news.example/about.html',
      '/old/a/': to,
      '/old/b': to,
      '/旧/c.html': to,
    });
    expect(site.has('_redirects') || site.has('redirects.map')).toBe(false);
  });

  it('never takes a real page’s place; of two stories the older has it; both are told', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post(
        'title: A\nredirect_from: [/, /about.html, /style.css, /2022/05/16/a.html, /x/]',
      ),
      '_posts/2022-05-17-b.md': post(
        'title: B\nredirect_from: [/x/, /X/, /about.html/y, /c, /2022/05/16/A.html]',
      ),
      'about.md': post('title: About'),
      'style.css': 'x',
    });
    const { problems } = await site.build();
    expect(Object.keys(redirectsIn(site))).toEqual(['c.html', 'x/index.html']);
    expect(
      problems.every(({ code, severity }) => code === 'redirect-clash' && severity === 'warning'),
    ).toBe(true);
    const told = problems.map(({ file, message }) => `${file} ${message.split(' ')[0]}`);
    expect(told).toEqual([
      ...['/', '/about.html', '/style.css', '/2022/05/16/a.html'].map(
        (url) => `_posts/2022-05-16-a.md ${url}`,
      ),
      ...['/x/', '/X/', '/about.html/y', '/2022/05/16/A.html'].map(
        (url) => `_posts/2022-05-17-b.md ${url}`,
      ),
    ]);
  });

  it('stands beside no page’s twin with or without the slash, but for that page’s own', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post(
        'title: A\nredirect_from: [/2022, /guides, /page/, /old, /old/]',
      ),
      'guides/index.md': post('title: Guides'),
      'docs/index.md': post('title: Docs\nredirect_from: /docs'),
      'page.md': post('title: Page\npermalink: /page'),
    });
    const { problems } = await site.build();
    expect(Object.keys(redirectsIn(site))).toEqual(['docs.html', 'old.html', 'old/index.html']);
    expect(problems.map(({ message }) => message.split(' ')[0])).toEqual([
      '/2022',
      '/guides',
      '/page/',
    ]);
  });

  it.each([
    '../../etc/passwd', '/a/../../b', '/%2e%2e/x', '/%252e%252e/x', 'https://evil.example/', '/a\\b', '/.git/hooks',
    '/.well-known/x', '/.htaccess', '/?p=1', '/a#b', '',
  ])('refuses %j', async (from) => {
    const site = createSite({
      ...config('redirects: {netlify: true, nginx: true}'),
      '_posts/2022-05-16-a.md': post(`title: A\nredirect_from: [${JSON.stringify(from)}]`),
    });
    const { problems } = await site.build();
    const codes = problems.map(({ code }) => code).filter((code) => code.startsWith('redirect'));
    expect([codes, site.has('redirects.json')]).toEqual([['redirect-unsafe'], false]);
    expect(fs.readdirSync(path.dirname(site.root))).not.toContain('b.html');
  }); // biome-ignore format: a table

  it('is counted', async () => {
    const many = Array.from({ length: 60 }, (_, at) => `/old/${at}`);
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post(`redirect_from: [${many.join(', ')}]`),
    });
    const { problems } = await site.build();
    expect(problems).toMatchObject([{ code: 'redirect-unsafe' }]);
    expect(Object.keys(redirectsIn(site))).toHaveLength(50);
  });

  it('goes when it is taken out, and switches off', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post('redirect_from: /old/'),
    });
    await site.build();
    site.write(config('redirects: {html: false}'));
    await site.build();
    expect([site.has('old/index.html'), site.has('redirects.json')]).toEqual([false, true]);
    site.write(config('redirects: false'));
    await site.build();
    expect(site.has('redirects.json')).toBe(false);
  });
});

describe('redirect_to', () => {
  it.each([
    ['/new/', 'https://news.example/new/'],
    ['new/x.html?a=1&b=2#c', 'https://news.example/new/x.html?a=1&b=2#c'],
    ['https://other.example/新', 'https://other.example/%E6%96%B0'],
    ['["/first", "/second"]', 'https://news.example/first'],
    ['java\tscript:alert(1)', 'https://news.example/javascript:alert(1)'],
  ])('makes the page itself a redirect: %s', async (to, target) => {
    const value = to.startsWith('[') ? to : JSON.stringify(to);
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post(`title: A\nredirect_to: ${value}\nredirect_from: /old/`),
    });
    const { problems } = await site.build();
    expect(problems).toEqual([]);
    expect(redirectsIn(site)).toEqual({ '2022/05/16/a.html': target, 'old/index.html': target });
    expect(JSON.parse(site.read('redirects.json'))).toEqual({
      '/2022/05/16/a.html': target,
      '/old/': target,
    });
  });

  it.each([
    'javascript:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example',
    '/\t/evil.example', '\\\\evil.example', 'ftp://x.example/', '{a: b}',
  ])('to %j leads nowhere, and is told', async (to) => {
    const value = to.startsWith('{') ? to : JSON.stringify(to);
    const site = createSite({ ...config(''), '_posts/2022-05-16-a.md': post(`title: A\nredirect_to: ${value}`) });
    const { problems } = await site.build();
    expect(problems.map(({ code }) => code)).toContain('redirect-target');
    expect(site.read('2022/05/16/a.html')).toContain('正文');
    expect([...site.tree().values()].join('')).not.toContain('evil.example');
  }); // biome-ignore format: a table

  it('cannot break out of the page', async () => {
    const to = "/x\"><script>alert(1)</script>' onload='";
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post(`redirect_to: ${JSON.stringify(to)}`),
    });
    await site.build();
    expect(targetAt(site, '2022/05/16/a.html')).toMatch(
      /^https:\/\/news\.example\/x%22%3E%3Cscript/,
    );
  });
});

describe('redirect_to that leads back', () => {
  const LISTS = 'redirects: {netlify: true, nginx: true}';
  const A = '_posts/2022-05-16-a.md';
  const told = (problems: Awaited<ReturnType<TestSite['build']>>['problems']): readonly string[] =>
    problems.map(({ code, file, fate }) => `${code} ${file} ${fate}`);

  /** The story is there with its text, in the sitemap, and nothing leads anywhere. */
  function expectShown(site: TestSite, ...outputs: readonly string[]): void {
    for (const output of outputs) expect(site.read(output), output).toContain('正文');
    expect(redirectsIn(site)).toEqual({});
    expect([site.has('redirects.json'), site.has('_redirects')]).toEqual([false, false]);
    expect(site.read('redirects.map')).toBe('');
  }

  it.each([
    ['/x.html', '/x.html'], ['/x.html', 'x.html'], ['/x.html', '/x'], ['/x.html', '/x/'], ['/x.html', '/X.HTML'],
    ['/x.html', '/%78.html'], ['/x.html', '/a/../x.html'], ['/x.html', '/./x.html'], ['/x.html', '//x.html'.slice(1)],
    ['/x.html', '/x.html?from=a'], ['/x.html', '/x.html#top'], ['/x.html', ' /x.html '],
    ['/x.html', 'https://news.example/x.html'], ['/x.html', 'HTTPS://NEWS.example:443/x'],
    ['/x.html', 'http://news.example/x.html'], ['/x.html', 'https://news.example/x.html?a#b'],
    ['/x/', '/x/'], ['/x/', '/x'], ['/x/', '/x/index.html'], ['/x/', '/x/index'], ['/x/', 'https://news.example/x/index.html#a'],
    ['/x', '/x'], ['/x', '/x.html'], ['/x', '/x/'], ['/x', '/x/index.html'], ['/x', '/a/..//x'],
    ['/新闻.html', '/新闻.html'], ['/新闻.html', '/%E6%96%B0%E9%97%BB'], ['/新闻.html', 'https://news.example/新闻.html'],
    ['/caf\u00e9.html', '/cafe\u0301.html'],
  ])('from %s to %s: told, and the story shown', async (permalink, to) => {
    const front = `title: A\npermalink: ${JSON.stringify(permalink)}\nredirect_to: ${JSON.stringify(to)}`;
    const site = createSite({ ...config(LISTS), [A]: post(front) });
    const { problems } = await site.build();
    expect(told(problems)).toEqual([`redirect-loop ${A} repaired`]);
    expectShown(site, permalink === '/x/' ? 'x/index.html' : `${permalink.normalize().slice(1).replace('.html', '')}.html`);
  }); // biome-ignore format: a table

  it('below a baseurl counts what is below it', async () => {
    const site = createSite({
      '_config.yml': `${CONFIG}baseurl: /n\n`,
      '_posts/2022-05-16-a.md': post(
        'permalink: /a.html\nredirect_to: https://news.example/n/a.html',
      ),
      '_posts/2022-05-16-b.md': post(
        'permalink: /b.html\nredirect_to: https://news.example/b.html',
      ),
      '_posts/2022-05-16-c.md': post(
        'permalink: /c.html\nredirect_to: https://news.example/nn/c.html',
      ),
    });
    const { problems } = await site.build();
    expect(told(problems)).toEqual(['redirect-loop _posts/2022-05-16-a.md repaired']);
    expect(Object.keys(redirectsIn(site))).toEqual(['b.html', 'c.html']);
  });

  it('in a ring: each of it is shown, what leads into it leads there', async () => {
    const to = (at: number, target: string, more = ''): Files => ({
      [`_posts/2022-05-1${at}-x.md`]: post(`permalink: /${at}.html\nredirect_to: ${target}${more}`),
    });
    const site = createSite({
      ...config(LISTS),
      ...to(1, '/2'),
      ...to(2, 'https://news.example/3.html'),
      ...to(3, '/1.html#a'),
      ...to(4, '/1.html'),
      // By an old address of the other.
      ...to(5, '/old/6'),
      ...to(6, '/page/', '\nredirect_from: /old/6'),
      'page.html': post('permalink: /page/\nredirect_to: /5.html', '正文'),
      // A chain that ends is none.
      ...to(7, '/8.html'),
      ...to(8, '/about.html'),
      'about.html': post('title: About'),
    });
    const { problems } = await site.build();
    expect(told(problems).toSorted()).toEqual([
      ...[1, 2, 3, 5, 6].map((at) => `redirect-loop _posts/2022-05-1${at}-x.md repaired`),
      'redirect-loop page.html undefined',
    ]);
    const messages = problems.map(({ message }) => message);
    expect(messages).toContainEqual(
      expect.stringContaining('/1.html → /2.html → /3.html → /1.html'),
    );
    const base = 'https://news.example';
    expect(redirectsIn(site)).toEqual({
      '4.html': `${base}/1.html`,
      '7.html': `${base}/8.html`,
      '8.html': `${base}/about.html`,
      'old/6.html': `${base}/6.html`,
    });
    for (const shown of ['1.html', '2.html', '3.html', '5.html', '6.html', 'page/index.html'])
      expect(site.read(shown)).toContain('正文');
    const memo = await site.build();
    expect(told(memo.problems).toSorted()).toEqual(told(problems).toSorted());
  });

  it('its own old address: the story is shown, and the old one leads to it', async () => {
    const front = 'permalink: /a.html\nredirect_from: /old/\nredirect_to: /old/';
    const site = createSite({ ...config(''), [A]: post(front) });
    const { problems } = await site.build();
    expect(told(problems)).toEqual([`redirect-loop ${A} repaired`]);
    expect(redirectsIn(site)).toEqual({ 'old/index.html': 'https://news.example/a.html' });
  });

  it('puts the story back into the sitemap', async () => {
    const files = { [A]: post('permalink: /a.html\nredirect_to: /a') };
    const site = createSite({ '_config.yml': 'title: x\nurl: https://news.example\n', ...files });
    await site.build();
    expect(site.read('sitemaps/2022-05.xml')).toContain('https://news.example/a.html');
  });

  it('in a long ring costs no more than its length', async () => {
    const count = 300;
    const many = Array.from({ length: count }, (_, at) => [
      `_posts/2022-05-16-x${at}.md`,
      post(`permalink: /x${at}.html\nredirect_to: /x${(at + 1) % count}.html`),
    ]);
    const site = createSite({ ...config(LISTS), ...Object.fromEntries(many) });
    const { problems } = await site.build();
    expect(problems).toHaveLength(count);
    expect(redirectsIn(site)).toEqual({});
  });
});

describe('lists for hosts', () => {
  const files = {
    ...config('baseurl: /n\nredirects: {netlify: true, nginx: true}'),
    '_posts/2022-05-16-a.md': post(
      'title: A\nredirect_from: ["/旧/a b/", "/d.php", "/q\\"$x"]\nslug: $new',
    ),
    'moved.html': post('redirect_to: https://other.example/$x'),
  };

  it('_redirects has paths without blanks and a status', async () => {
    const site = createSite(files);
    await site.build();
    const lines = site.read('_redirects').trim().split('\n');
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toMatch(/^\/n\/[^\s:*]* (?:\/n\/|https:\/\/)\S* 301$/);
    expect(lines).toContain('/n/d.php /n/2022/05/16/$new.html 301');
    expect(lines).toContain('/n/%E6%97%A7/a%20b/ /n/2022/05/16/$new.html 301');
  });

  it('_redirects has none that Netlify would take for a loop', async () => {
    const site = createSite({
      ...config('redirects: {netlify: true, nginx: true, html: false}'),
      '_posts/2022-05-16-a.md': post('permalink: /x\nredirect_from: [/X/, /x/b, /old/]'),
    });
    await site.build();
    expect(site.read('_redirects')).toBe('/old/ /x 301\n/x/b /x 301\n');
    expect(site.read('redirects.map').trim().split('\n')).toHaveLength(3);
  });

  it('redirects.map has nothing in a target that ends it, or stands for something', async () => {
    const targets = [
      'https://other.example/?\\',
      '/x?y\\',
      'https://other.example/#a\\";return $uri;',
    ];
    const moved = targets.map((to, at) => [
      `_posts/2022-05-16-x${at}.md`,
      post(`title: x\nredirect_to: ${JSON.stringify(to)}`),
    ]);
    const site = createSite({ ...files, ...Object.fromEntries(moved) });
    await site.build();
    const lines = site.read('redirects.map').trim().split('\n');
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(line).toMatch(/^"(?:[^"\\]|\\.)*" "[^"$\\]*";$/);
    expect(lines).toContain('"/n/2022/05/16/x0.html" "https://other.example/?%5C";');
  });

  it.each(['', 'redirect_from: /old', 'expired: gone\nexpires: 2023-01-01'])(
    'both maps are there for nginx to include, whatever is in them: %s',
    async (keys) => {
      const site = createSite({
        ...config('redirects: {netlify: true, nginx: true}'),
        '_posts/2022-05-16-a.md': post(`title: x\n${keys}`),
      });
      await site.build();
      const isMoved = keys.startsWith('redirect');
      const isGone = keys.startsWith('expired');
      expect([site.read('redirects.map') !== '', site.read('gone.map') !== '']).toEqual([
        isMoved,
        isGone,
      ]);
      const lists = ['redirects.json', 'gone.json', '_redirects'].map((name) => site.has(name));
      expect(lists).toEqual([isMoved, isGone, isMoved || isGone]);
    },
  );

  it('.htaccess answers whole addresses, and 410 for what is gone', async () => {
    const gone = 'title: x\nexpired: gone\nexpires: 2023-01-01\npermalink: /出/';
    const written: Files = {
      ...config('baseurl: /n\nredirects: {apache: true}'),
      '_posts/2022-05-16-a.md': post(
        'permalink: /a$1.html\nredirect_from: [/old/a/, "/x (1)+.html", /d.php]',
      ),
      '_posts/2022-05-17-b.md': post("redirect_to: 'https://other.example/?\\\"$1'"),
      '_posts/2022-05-18-gone.md': post(gone),
    };
    const site = createSite(written);
    expect((await site.build()).problems).toEqual([]);
    expect(site.read('.htaccess')).toBe(
      [
        'ErrorDocument 404 /n/404.html',
        'ErrorDocument 410 /n/404.html',
        'RedirectMatch 301 "^/n/2022/05/17/b\\\\.html$" "https://other.example/?%5C%22%241"',
        'RedirectMatch 301 "^/n/d\\\\.php$" "/n/a%241.html"',
        'RedirectMatch 301 "^/n/old/a/$" "/n/a%241.html"',
        'RedirectMatch 301 "^/n/x \\\\(1\\\\)\\\\+\\\\.html$" "/n/a%241.html"',
        'RedirectMatch 410 "^/n/出/$"',
        '',
      ].join('\n'),
    );
    // Only where the site asks for it.
    site.write({ '_config.yml': `${CONFIG}baseurl: /n\n` });
    await site.build();
    expect(site.has('.htaccess')).toBe(false);
    const empty = createSite(config('redirects: {apache: true}'));
    await empty.build({ allowEmpty: true });
    expect(empty.read('.htaccess').split('\n')).toHaveLength(3);
  });

  const nginx = spawnSync('nginx', ['-v']).status === 0;
  if (!nginx) console.warn('Skipped: nginx is not installed, so redirects.map is not read by it.');
  it.skipIf(!nginx)('redirects.map is one that nginx reads', async () => {
    const gone = `title: x\nexpired: gone\nexpires: 2023-01-01\npermalink: '/出"$x.html'`;
    const site = createSite({ ...files, '_posts/2022-05-16-gone.md': post(gone) });
    await site.build();
    const at = (name: string): string => path.join(site.root, name);
    const maps = ['redirects', 'gone'].map((name) => {
      return `map $uri $${name} { include ${at(`public/${name}.map`)}; }`;
    });
    fs.writeFileSync(
      at('nginx.conf'),
      `pid ${at('pid')}; error_log stderr; events {}\nhttp { ${maps.join(' ')} }`,
    );
    const { status, stderr } = spawnSync('nginx', ['-t', '-c', at('nginx.conf')], {
      encoding: 'utf8',
    });
    expect(`${status} ${stderr}`).toMatch(/^0 /);
    expect(site.read('gone.map')).toMatch(/^"\/n\/出.*" 1;\n$/);
    const map = site.read('redirects.map');
    expect(map).toContain('"/n/旧/a b/" "/n/2022/05/16/%24new.html";\n');
    expect(map).toContain('"https://other.example/%24x";\n');
  });
});
