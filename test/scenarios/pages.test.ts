/** Pages of the site's own, layouts, addresses with `url` and `baseurl`, and excerpts. */
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post } from '../support/site.js';

const STORY: Files = { '_posts/2022-05-16-story.md': post('title: 标题') };
/** Pages as they are, without a frame. */
const BARE: Files = {
  'templates/page.njk': '{{ content }}',
  'templates/home.njk': '{{ content }}',
};

describe('pages', () => {
  it('are Markdown, HTML or anything else with front matter, run through Nunjucks', async () => {
    const site = createSite({
      ...STORY,
      'about.md': post('title: 关于', '# {{ page.title }}\n\n{{ site.posts | length }} **story**'),
      'list.html': post('x: 1', '{% for post in site.posts %}<b>{{ post.title }}</b>{% endfor %}'),
      'feed.xml': post('x: 1', '<n>{{ site.posts | length }}</n>'),
      'search.json': post('x: 1', '{{ site.posts[0].url | jsonify }}'),
      'robots.txt': post('x: 1', 'Sitemap: {{ "/s.xml" | relative_url }}'),
      'script.html': post('x: 1', '<script>trusted()</script>'),
    });
    await site.build();
    expect(site.read('about.html')).toMatch(
      /<h1[^>]*>关于<a class="anchor"[^>]*><\/a><\/h1>\s*<p>1 <strong>story<\/strong><\/p>/,
    );
    expect(site.read('list.html')).toBe('<b>标题</b>\n');
    expect(site.read('feed.xml')).toBe('<n>1</n>\n');
    expect(site.read('search.json')).toBe('"/2022/05/16/story.html"\n');
    expect(site.read('robots.txt')).toBe('Sitemap: /s.xml\n');
    expect(site.read('script.html')).toBe('<script>trusted()</script>\n');
  });

  it('fail the build where a story would be set aside, and are named', async () => {
    const multiplied = `[a]: /${'b'.repeat(10_000)}\n\n${'[a] '.repeat(60_000)}`;
    const site = createSite({ ...STORY, 'about.md': post('title: x', multiplied) });
    expect(await site.fail()).toMatchObject([{ code: 'page-markdown', file: 'about.md' }]);
    site.write({ 'about.md': post('title: x', '{{ site.wordy | markdownify }}') });
    site.write({ '_config.yml': JSON.stringify({ wordy: multiplied }) });
    expect(await site.fail()).toMatchObject([{ code: 'page-markdown', file: 'about.md' }]);
  });

  it('are told Liquid’s spelling where Nunjucks found out only on the way', async () => {
    const site = createSite({ ...STORY, 'templates/post.njk': 'x\n{% include head.html %}' });
    const [first, second] = await site.fail();
    expect(first).toMatchObject({ code: 'template-liquid', file: 'templates/post.njk', line: 2 });
    expect(first?.hint).toBe('Write `{% include "head.html" %}`.');
    expect(second).toMatchObject({ code: 'template-failed', line: 2 });
  });

  it('have Jekyll’s addresses: the site’s style lends its ending, a permalink wins', async () => {
    const files: Files = {
      ...BARE,
      'about.md': post('x: 1', '{{ page.url }}'),
      'docs/index.md': post('x: 1', '{{ page.url }}'),
      'docs/关于.html': post('x: 1', '{{ page.url }}'),
      'feed.xml': post('x: 1', '{{ page.url }}'),
      'own.md': post('permalink: /some/where/', '{{ page.url }}'),
      'data.md': post('permalink: /some/data.json', '{{ page.url }}'),
    };
    const plain = createSite(files);
    await plain.build();
    expect(plain.read('about.html')).toBe('<p>/about.html</p>\n');
    expect(plain.read('docs/index.html')).toBe('<p>/docs/</p>\n');
    expect(plain.read('docs/关于.html')).toBe('/docs/%E5%85%B3%E4%BA%8E.html\n');
    expect(plain.read('some/where/index.html')).toBe('<p>/some/where/</p>\n');
    expect(plain.read('some/data.json')).toBe('<p>/some/data.json</p>\n');
    const pretty = createSite({ ...files, '_config.yml': 'permalink: pretty' });
    await pretty.build();
    expect(pretty.read('about/index.html')).toBe('<p>/about/</p>\n');
    expect(pretty.read('docs/index.html')).toBe('<p>/docs/</p>\n');
    expect(pretty.read('docs/关于/index.html')).toBe('/docs/%E5%85%B3%E4%BA%8E/\n');
    expect(pretty.read('feed.xml')).toBe('/feed.xml\n');
  });

  it('called README.md with front matter are the index where there is no other', async () => {
    const site = createSite({
      ...BARE,
      'README.md': post('title: x', 'home of {{ site.title }}'),
      'a/README.md': post('title: x', 'a readme'),
      'b/README.md': post('title: x', 'b readme'),
      'b/index.html': post('title: x', 'b index'),
      'c/README.md': 'no front matter',
    });
    await site.build();
    expect(site.read('index.html')).toBe('<p>home of Test</p>\n');
    expect(site.read('a/index.html')).toBe('<p>a readme</p>\n');
    expect(site.read('b/index.html')).toBe('b index\n');
    expect(site.read('b/README.html')).toBe('<p>b readme</p>\n');
    expect(site.read('c/README.md')).toBe('no front matter');
    expect(site.has('c/index.html')).toBe(false);
  });

  it('without a title have none, so menus can pick those with one', async () => {
    const site = createSite({
      'menu.html': post(
        'x: 1',
        '{% for p in site.pages %}{% if p.title %}{{ p.title }}{% endif %}{% endfor %}',
      ),
      'about.md': post('title: 关于'),
      'feed.xml': post('x: 1'),
    });
    await site.build();
    expect(site.read('menu.html')).toBe('关于\n');
  });

  it('that are not published are left out', async () => {
    const site = createSite({ 'a.html': post('published: false'), 'b.html': post('x: 1') });
    await site.build();
    expect([site.has('a.html'), site.has('b.html')]).toEqual([false, true]);
    await site.build({ unpublished: true });
    expect(site.has('a.html')).toBe(true);
  });

  it('of the site’s own stand before the built-in ones', async () => {
    const site = createSite({
      ...BARE,
      '_posts/2022-05-16-story.md': post('categories: a\ntags: t'),
      '404.html': post('x: 1', 'lost'),
      'category/a.html': post('x: 1', '{{ site.categories["a"] | length }} by hand'),
      'tag/t.html': 'static',
      '2022/index.md': post('x: 1', 'a year'),
    });
    const { problems } = await site.build();
    expect(site.read('404.html')).toBe('lost\n');
    expect(site.read('category/a.html')).toBe('1 by hand\n');
    expect(site.read('tag/t.html')).toBe('static');
    expect(site.read('2022/index.html')).toBe('<p>a year</p>\n');
    expect(problems).toEqual([]);
  });
});

describe('layouts', () => {
  it('of the site stand before the built-in ones, file by file', async () => {
    const site = createSite({
      '_posts/2022-05-16-story.md': post('title: 标题\ncategories: a'),
      'templates/category.njk': '{{ page.title }}: {{ paginator.posts[0].title }}',
      'templates/404.html': 'nothing at {{ page.url }}',
      'templates/parts/footer.njk': '<footer>own footer</footer>',
    });
    await site.build();
    expect(site.read('category/a.html')).toBe('a: 标题');
    expect(site.read('404.html')).toBe('nothing at /404.html');
    expect(site.read('a/2022/05/16/story.html')).toContain('<footer>own footer</footer>');
    expect(site.read('a/2022/05/16/story.html')).toContain('<h1>标题</h1>');
  });

  it('may have front matter with a parent, whose content they are', async () => {
    const site = createSite({
      'templates/post.njk': '---\nlayout: middle\na: post\nb: post\n---\n<p>{{ content }}</p>',
      'templates/middle.html':
        '---\nlayout: outer\nb: middle\nc: middle\n---\n<m>{{ content }}</m>',
      'templates/layouts/outer.njk':
        '{{ layout.a }} {{ layout.b }} {{ layout.c }} {{ page.title }} {{ content }}',
      '_posts/2022-05-16-story.md': post('title: 标题', 'x'),
    });
    await site.build();
    expect(site.read('2022/05/16/story.html')).toBe(
      'post post middle 标题 <m><p><p>x</p>\n</p></m>',
    );
  });

  it('can be switched off, and chosen', async () => {
    const site = createSite({
      'templates/own.njk': '[{{ content }}]',
      '_posts/2022-05-16-a.md': post('layout: none', 'x'),
      '_posts/2022-05-16-b.md': post('layout: own', 'x'),
      '_posts/2022-05-16-c.html': post('layout: null', '<p>x</p>'),
      'd.html': post('layout: own', 'x'),
      'e.html': post('x: 1', 'x'),
    });
    await site.build();
    expect(site.read('2022/05/16/a.html')).toBe('<p>x</p>\n');
    expect(site.read('2022/05/16/b.html')).toBe('[<p>x</p>\n]');
    expect(site.read('2022/05/16/c.html')).toBe('<p>x</p>\n');
    expect(site.read('d.html')).toBe('[x\n]');
    expect(site.read('e.html')).toBe('x\n');
  });
});

describe('url and baseurl', () => {
  const TEMPLATE = '{{ page.url }} {{ page.url | relative_url }} {{ page.url | absolute_url }}';

  it('go before addresses in links, never into the output’s place', async () => {
    for (const baseurl of ['/news', 'news', '/news/']) {
      const site = createSite({
        ...STORY,
        '_config.yml': `url: https://x.cn/\nbaseurl: ${baseurl}\n`,
        'templates/post.njk': TEMPLATE,
      });
      await site.build();
      const url = '/2022/05/16/story.html';
      expect(site.read(url.slice(1))).toBe(`${url} /news${url} https://x.cn/news${url}`);
      expect(site.read('index.html')).toContain(`href="/news${url}"`);
    }
  });

  it('can be given for one build', async () => {
    const site = createSite({ ...STORY, 'templates/post.njk': TEMPLATE });
    await site.build({ baseurl: '/preview' });
    const url = '/2022/05/16/story.html';
    expect(site.read(url.slice(1))).toBe(`${url} /preview${url} /preview${url}`);
  });

  it('leave no link of the theme behind', async () => {
    const site = createSite({
      '_config.yml': 'baseurl: /sub\npaginate: 1\n',
      '_posts/2022-05-16-a.md': post('categories: c\ntags: t'),
      '_posts/2022-05-17-b.md': post('categories: c\ntags: t'),
      '_posts/2022-05-18-c.md': post('categories: c\ntags: t'),
    });
    await site.build();
    for (const [name, html] of site.tree()) {
      if (!name.endsWith('.html')) continue;
      const links = [...html.matchAll(/(?:href|src)="(\/[^/"][^"]*|\/)"/g)].map(
        (match) => match[1],
      );
      expect(links.length, name).toBeGreaterThan(0);
      for (const link of links) {
        expect(link, name).toMatch(/^\/sub\//);
        const target = decodeURI(link ?? '').slice('/sub/'.length);
        expect(site.has(/(?:^|\/)$/.test(target) ? `${target}index.html` : target), link).toBe(
          true,
        );
      }
    }
  });
});

describe('excerpts', () => {
  const seen = { 'templates/post.njk': '{{ page.excerpt }}' };
  const excerpt = async (frontMatter: string, body: string, config = ''): Promise<string> => {
    const site = createSite({
      ...seen,
      '_config.yml': config,
      '_posts/2022-05-16-x.md': post(frontMatter, body),
    });
    await site.build();
    return site.read('2022/05/16/x.html').trim();
  };

  it('are the first paragraph, rendered, with the links it refers to', async () => {
    expect(await excerpt('title: x', '**一** [二][l]\n\n三\n\n[l]: /there')).toBe(
      '<p><strong>一</strong> <a href="/there">二</a></p>',
    );
  });

  it('end at the config’s separator, or at the story’s own', async () => {
    const body = '一\n\n二\n<!--more-->\n三\n<!--cut-->\n四';
    const config = 'excerpt_separator: "<!--more-->"';
    expect(await excerpt('title: x', body, config)).toBe('<p>一</p>\n<p>二</p>');
    expect(await excerpt('excerpt_separator: <!--cut-->', body, config)).toMatch(/三<\/p>$/);
    expect(await excerpt('title: x', body, 'excerpt_separator: ""')).toBe('');
  });

  it('are what the front matter says', async () => {
    expect(await excerpt('excerpt: 自己*写*的', '一\n\n二')).toBe('自己*写*的');
    const written = 'excerpt: "<b>自己</b><script>x()</script> & 写的"';
    expect(await excerpt(written, '一\n\n二')).toBe('<b>自己</b> &amp; 写的');
  });

  it('are as safe as the story', async () => {
    expect(
      await excerpt('title: x', '<p onclick="x()">一<b>重</p><script>x()</script>\n\n二'),
    ).toBe('<p>一<b>重</b></p>');
  });
});
