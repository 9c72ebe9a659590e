/** Jekyll's `highlight`, `link` and `post_url`, and the tags of the usual plugins. */
import { describe, expect, it } from 'vitest';
import { failure } from '../theme.js';
import { liquidTheme, renderLiquid, told } from './liquid-theme.js';

describe('highlight', () => {
  it('is a figure of escaped code', () => {
    const layout = '{% highlight ruby %}\na < {{ b }}\n{% endhighlight %}';
    expect(renderLiquid(layout, { b: 'B' })).toBe(
      '<figure class="highlight"><pre><code class="language-ruby" data-lang="ruby">a &lt; B</code></pre></figure>',
    );
  });

  it('is what the site makes of it', () => {
    const theme = liquidTheme(
      '{% highlight c++ linenos %}x{% endhighlight %}',
      {},
      {
        tags: { address: () => null, highlight: (markup, code) => `<i>${markup}|${code}</i>` },
      },
    );
    expect(theme.render('layouts/page.html', {})).toBe('<i>c++ linenos|x</i>');
  });

  it('names a language', () => {
    const problem = failure(() => renderLiquid('\n{% highlight %}x{% endhighlight %}'));
    expect(problem).toMatchObject({ line: 2, column: 1 });
  });
});

describe('link and post_url', () => {
  const tags = {
    address: (form: string, name: string) => (name.includes('no') ? null : `/${form}/${name}`),
    highlight: () => null,
  };
  const render = (layout: string): string =>
    liquidTheme(layout, {}, { tags }).render('layouts/page.html', { page: { p: 'x.md' } });

  it('give the address', () => {
    expect(
      render('{% link _posts/a.md %} {% link {{ page.p }} %} {% post_url 2022-05-16-a %}'),
    ).toBe('/link/_posts/a.md /link/x.md /post_url/2022-05-16-a');
  });

  it('fail for what isn’t published', () => {
    const problem = failure(() => render('a\n  {% post_url no %}'));
    expect(problem).toMatchObject({ code: 'template-failed', line: 2, column: 3 });
    expect(problem.message).toContain('`no`');
  });
});

describe('feed_meta and gist', () => {
  it('link', () => {
    const feeds = [
      { format: 'rss', url: '/rss.xml' },
      { format: 'atom', url: '/feed.xml' },
    ];
    const site = { title: 'A "B" & C', feed_links: feeds };
    expect(renderLiquid('a{% feed_meta %}b', { site: { title: 'A', feed_links: [] } })).toBe('ab');
    expect(renderLiquid('{% feed_meta %}', { site })).toBe(
      '<link type="application/atom+xml" rel="alternate" href="https://news.example/base/feed.xml" title="A &quot;B&quot; &amp; C" />',
    );
    expect(
      renderLiquid('{% gist a/12f %} {% gist 12f x.rb %} {% gist page.g %}', {
        page: { g: 'q/1' },
      }),
    ).toBe(
      [
        '<a href="https://gist.github.com/a/12f">gist.github.com/a/12f</a>',
        '<a href="https://gist.github.com/12f#file-x-rb">gist.github.com/12f</a>',
        '<a href="https://gist.github.com/q/1">gist.github.com/q/1</a>',
      ].join(' '),
    );
  });
});

describe('seo', () => {
  const site = {
    title: 'Site',
    description: 'About it',
    url: 'https://news.example',
    lang: 'zh-CN',
  };
  const head = (page: object, more: object = {}, tag = '{% seo %}'): string =>
    renderLiquid(tag, { page, site: { ...site, ...more } });

  it('has title, description, address and type', () => {
    const html = head({ url: '/a/index.html', title: 'A & B', excerpt: 'One' });
    expect(html).toContain('<title>A &amp; B | Site</title>');
    expect(html).toContain('<meta property="og:title" content="A &amp; B" />');
    expect(html).toContain('<meta name="description" content="One" />');
    expect(html).toContain('<link rel="canonical" href="https://news.example/base/a/" />');
    expect(html).toContain('<meta property="og:locale" content="zh_CN" />');
    expect(html).toContain('<meta property="og:type" content="website" />');
    expect(html).toContain('"@type":"WebPage"');
  });

  it('has the site’s own on its home page', () => {
    const html = head({ url: '/' });
    expect(html).toContain('<title>Site | About it</title>');
    expect(html).toContain('"@type":"WebSite"');
    expect(html).toContain('"name":"Site"');
  });

  it('tells machines the site’s own words without references', () => {
    const html = head({ url: '/', title: 'A & B' }, { title: 'C & D', description: '给"人"看' });
    expect(html).toContain('<meta name="description" content="给&quot;人&quot;看" />');
    const [, data = ''] = /<script[^>]*>(.*)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(data)).toMatchObject({
      headline: 'A & B',
      name: 'C & D',
      description: '给"人"看',
    });
  });

  it('leaves out the title when it is told to', () => {
    expect(head({ url: '/' }, {}, '{% seo title=false %}')).not.toContain('<title>');
  });

  it('has picture, author and accounts', () => {
    const html = head(
      { url: '/a.html', image: { path: '/p q.png', alt: 'P' }, author: 'ann' },
      {
        twitter: { username: '@s' },
        data: { authors: { ann: { name: 'Ann', twitter: 'ann_t' } } },
      },
    );
    expect(html).toContain(
      '<meta property="og:image" content="https://news.example/base/p%20q.png" />',
    );
    expect(html).toContain('<meta property="og:image:alt" content="P" />');
    expect(html).toContain('<meta name="author" content="Ann" />');
    expect(html).toContain('<meta name="twitter:site" content="@s" />');
    expect(html).toContain('<meta name="twitter:creator" content="@ann_t" />');
    expect(html).toContain('<meta name="twitter:card" content="summary_large_image" />');
  });

  it('has a name in later pages of a list, and links them', () => {
    const paginator = {
      page: 2,
      total_pages: 3,
      previous_page: 1,
      previous_page_path: '/',
      next_page: null,
    };
    const html = renderLiquid('{% seo %}', { page: { url: '/page2/' }, site, paginator });
    expect(html).toContain('<title>Page 2 of 3 for Site');
    expect(html).toContain('<link rel="prev" href="https://news.example/base/" />');
    expect(html).not.toContain('rel="next"');
  });
});

it('a filter of a plugin is to be written anew, and not taken for another', () => {
  const hints = told('{{ page.title | loud }}{{ page.title | upcse }}').map(({ hint }) => hint);
  expect(hints).toEqual([
    'finews runs no Ruby plugins: write it as templates/filters/loud.mjs.',
    'Did you mean `upcase`?',
  ]);
});
