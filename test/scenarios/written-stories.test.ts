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

describe('a story in another language than the site’s', () => {
  const STORIES: Files = {
    '_posts/2022-05-15-a.md': post('title: 甲', '文'),
    '_posts/2022-05-16-b.md': post(
      'title: B\nlang: en\ndate: 2022-05-16 07:08:09 +0000\ntags: x\nupdates: more',
      '> [!NOTE]\n> words\n',
    ),
    '_posts/2022-05-17-c.md': post('title: C\nlang: zh_TW', '文'),
    '_posts/2022-05-18-d.md': post('title: D\nlang: ja', '文'),
    '_posts/2022-05-19-e.md': post('title: E\nlang: zh-CN', '文'),
  };

  it('has a page in its own; what stands around it is in the site’s', async () => {
    const site = createSite({
      ...config('nav: [{title: 甲, url: /a.html}]'),
      ...STORIES,
      '_data/i18n/en.yml': 'next: Onwards\n',
    });
    await site.build();
    const page = site.read('b.html');
    expect(page).toContain('<html lang="en" data-site-lang="zh-CN">');
    expect(page).toContain('<header class="masthead" lang="zh-CN">');
    expect(page).toMatch(/<nav aria-label="主导航">[\s\S]*<main/);
    expect(page).toContain('<article lang="en">');
    expect(page).toMatch(/Published <a[^>]*><time[^>]*>16 May 2022, 07:08<\/time>/);
    expect(page).toContain('<strong>Update</strong>: more');
    expect(page).toContain('markdown-alert-title">Note<');
    expect(page).toContain('<span>Onwards</span> <bdi lang="zh-TW">C</bdi>');
    expect(page).toContain('<span>Previous</span> <bdi lang="zh-CN">甲</bdi>');
    expect(page).toMatch(/<footer class="colophon" lang="zh-CN">[\s\S]*订阅/);
    expect(site.read('c.html')).toMatch(/<html lang="zh-TW" data-[\s\S]*發布/);
    expect(site.read('d.html')).toMatch(
      /<html lang="ja" data-[\s\S]*公開 <a[^>]*><time[^>]*>2022年5月18日/,
    );
    for (const name of ['a', 'e']) {
      expect(site.read(`${name}.html`)).toMatch(
        /<html lang="zh-CN">[\s\S]*<header class="masthead">/,
      );
    }
  });

  it('is what a site of that language has', async () => {
    const texts: string[] = [];
    for (const lang of ['en', 'zh-CN', 'zh-TW', 'ja']) {
      const site = createSite({
        '_config.yml': `title: T\nurl: https://news.example\nlang: ${lang}\npermalink: /:title.html\n`,
        '_posts/2022-05-15-a.md': post('title: A', 'x'),
      });
      await site.build();
      const page = site.read('a.html');
      expect(page).toContain(`<html lang="${lang}">`);
      texts.push(/class="skip"[^>]*>([^<]*)</.exec(page)?.[1] ?? '');
    }
    expect(texts).toEqual(['Skip to content', '跳到正文', '跳到正文', '本文へ移動']);
  });
});
