/** What the theme makes of stories beyond their text: contents, films, comments, diagrams, formulas. */
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post } from '../support/site.js';

const HEADINGS = '## 一\n\n## 二\n\n### 三\n\n## 四\n';
const config = (more: string): Files => ({
  '_config.yml': `title: T\nurl: https://news.example\nlang: zh-CN\npermalink: /:title.html\n${more}\n`,
});

describe('a table of contents', () => {
  it('is there from four headings on, and where front matter or `defaults` say so', async () => {
    const site = createSite({
      ...config('defaults: [{scope: {path: _posts/long}, values: {toc: true}}]'),
      '_posts/2022-05-16-many.md': post('title: 甲', HEADINGS),
      '_posts/2022-05-16-few.md': post('title: 甲', '## 一\n'),
      '_posts/2022-05-16-none.md': post('title: 甲\ntoc: false', HEADINGS),
      '_posts/2022-05-16-asked.md': post('title: 甲\ntoc: true', '## 一\n'),
      '_posts/long/2022-05-16-folder.md': post('title: 甲', '## 一\n'),
      '_posts/2022-05-16-html.html': post(
        'title: 甲',
        '<h2>一</h2><h2>二</h2><h2>三</h2><h2>三</h2>',
      ),
      '_posts/2022-05-16-own.md': post('title: 甲', `- x\n{:toc}\n\n${HEADINGS}`),
    });
    await site.build();
    const has = (name: string): boolean => site.read(`${name}.html`).includes('class="toc"');
    const names = ['many', 'few', 'none', 'asked', 'folder', 'html', 'own'];
    expect(names.filter(has)).toEqual(['many', 'asked', 'folder', 'html']);
    expect(site.read('html.html')).toContain('<a href="#三-1">三</a>');
    expect(site.read('html.html')).toContain('<h2 id="三-1">三<a class="anchor" href="#三-1"');
    // What machines and feeds read has the story alone.
    expect(site.read('feed.xml')).not.toMatch(/class=(?:"|&quot;)anchor/);
  });
});

describe('of other servers', () => {
  it('a page has what the config asks for, on pages that need it', async () => {
    const site = createSite({
      ...config(
        'mermaid: true\ncomments: {giscus: {repo: a/b, repo_id: R_1, category_id: C_1}}\nanalytics: {baidu: 0a1b, umami: {id: a-1}}',
      ),
      '_posts/2022-05-16-a.md': post('title: 甲', '```mermaid\ngraph TD\n```\n'),
      '_posts/2022-05-16-b.md': post('title: 乙\ncomments: false', '文'),
    });
    await site.build();
    const [a, b] = [site.read('a.html'), site.read('b.html')];
    expect(a).toMatch(/<script src="\/assets\/diagrams-\w+\.js" data-mermaid="https:\/\/cdn/);
    expect(a).toContain('data-comments="giscus" data-repo="a/b" data-repo-id="R_1"');
    expect(b).not.toMatch(/diagrams|giscus/);
    for (const page of [a, b, site.read('index.html')]) {
      expect(page).toContain('<script async src="https://hm.baidu.com/hm.js?0a1b"></script>');
      expect(page).toContain('data-website-id="a-1"');
    }
    await site.build({ environment: 'development' });
    expect(site.read('a.html')).not.toMatch(/hm\.baidu|umami/);
  });

  it('nothing unasked', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post(
        'title: 甲',
        'https://youtu.be/dQw4w9WgXcQ\n\n```mermaid\nx\n```\n',
      ),
    });
    await site.build();
    expect(site.read('a.html')).not.toMatch(
      /<(?:script|iframe|img|link)[^>]*(?:src|stylesheet)[^>]*https:/,
    );
  });
});

describe('formulas', () => {
  const STORIES: Files = {
    '_posts/2022-05-16-a.md': post('title: 甲', '$x^2$ 与 $y$'),
    '_posts/2022-05-17-b.md': post('title: 乙', '$z$'),
  };

  it('are markup on pages, in summaries and in feeds', async () => {
    const site = createSite({ ...config(''), ...STORIES });
    const { problems } = await site.build();
    expect(problems).toEqual([]);
    expect(site.read('a.html')).toContain('<math><msup><mi>x</mi>');
    expect(site.read('a.html')).toContain('content="x2 与 y"');
  });

  it('are TeX where the config wants that, and another config makes other pages', async () => {
    const site = createSite({ ...config('math: tex'), ...STORIES });
    await site.build();
    expect(site.read('a.html')).toContain('\\(x^2\\) 与 \\(y\\)');
    site.write(config('math: false'));
    await site.build();
    expect(site.read('a.html')).toContain('$x^2$ 与 $y$');
    site.write(config(''));
    await site.build();
    expect(site.read('a.html')).toContain('<math>');
  });

  it('of a Jekyll site are those of its MathJax', async () => {
    const site = createSite({
      ...config(''),
      ...STORIES,
      '_layouts/default.html': '{{ content }}',
    });
    await site.build();
    expect(site.read('a.html')).toContain('$x^2$ 与 $y$');
    site.write(config('math: mathml'));
    await site.build();
    expect(site.read('a.html')).toContain('<math>');
  });
});
