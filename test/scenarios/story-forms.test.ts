// oxlint-disable typescript/restrict-template-expressions -- codes with commas
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const CONFIG = 'title: T\nurl: https://t.example\nbaseurl: /base\nsyntax: liquid\ntimezone: UTC\n';
/** What a story's page, a list and machines are shown of it. */
const THEME: Files = {
  'templates/post.njk':
    '<main>{{ content }}</main><p id=d>{{ page.summary }}</p><p id=x>{{ page.excerpt }}</p><p id=i>{{ page.body_image }}</p>',
  'templates/home.njk': '{% for p in site.posts %}{{ p.content }}{{ p.summary }}{% endfor %}',
};

function siteOf(body: string, more: Files = {}): TestSite {
  return createSite({
    '_config.yml': CONFIG,
    ...THEME,
    '_posts/2022-05-16-b.md': post('title: B', '乙'),
    '_posts/2022-05-17-a.md': post('title: A', body),
    ...more,
  });
}

const A = '2022/05/17/a.html';

async function told(site: TestSite): Promise<readonly string[]> {
  const { problems } = await site.build();
  return problems.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

describe('links by forms', () => {
  const BODY =
    '[b]({% post_url 2022-05-16-b %}) {% post_url 2022-05-16-b %} `{% link _posts/2022-05-16-b.md %}` <a href="{% link about.md %}">p</a> ![i]({% link i.png %})';
  const about = { 'about.md': post('title: About\npermalink: /about/', '关于'), 'i.png': 'png' };

  it('lead to where their targets are, wherever the story is shown', async () => {
    const site = siteOf(BODY, about);
    expect(await told(site)).toEqual([]);
    const main =
      '<p><a href="/base/2022/05/16/b.html">b</a> /base/2022/05/16/b.html <code class="language-plaintext highlighter-rouge">/base/2022/05/16/b.html</code> <a href="/base/about/">p</a> <img src="/base/i.png"';
    expect(site.read(A)).toContain(`<main>${main}`);
    expect(site.read(A)).toContain(`<p id=x>${main}`);
    expect(site.read(A)).toContain(
      '<p id=d>b /base/2022/05/16/b.html /base/2022/05/16/b.html p</p>',
    );
    expect(site.read(A)).toContain('<p id=i>/base/i.png</p>');
    expect(site.read('index.html')).toContain(main);
    expect(site.read('feed.xml')).toContain('https://t.example/base/about/');
    expect(site.read('feed.xml')).toContain('<summary>b /base/2022/05/16/b.html');
  });

  it('follow a target that moves, goes and comes back, as a clean build has them', async () => {
    const site = siteOf(BODY, about);
    await site.build();
    const edits: readonly (() => void)[] = [
      () => site.write({ '_posts/2022-05-16-b.md': post('title: B\npermalink: /moved/', '乙') }),
      () => site.remove('_posts/2022-05-16-b.md'),
      () => site.write({ '_posts/2022-05-16-b.md': post('title: B\nslug: c', '乙') }),
      () => site.write({ 'about.md': post('title: About\npermalink: /us/', '关于') }),
      () => site.remove('about.md'),
    ];
    const found: string[] = [];
    for (const edit of edits) {
      edit();
      const codes = await told(site);
      found.push(`${/<main>.*?<\/a>|<main>.{0,40}/s.exec(site.read(A))?.[0]} ${codes}`);
      const warm = site.tree();
      await site.build({ cache: false });
      expect(site.tree()).toEqual(warm);
    }
    expect(found).toEqual([
      '<main><p><a href="/base/moved/">b</a> ',
      '<main><p>b {% post_url 2022-05-16-b %} <code class="language-plaintext highlighter-rouge">{% link _posts/2022-05-16-b.md %}</code> <a href="/base/about/">p</a> link-target 4:5',
      '<main><p><a href="/base/2022/05/16/c.html">b</a> ',
      '<main><p><a href="/base/2022/05/16/c.html">b</a> ',
      '<main><p><a href="/base/2022/05/16/c.html">b</a> link-target 4:107',
    ]);
  });
});

describe('forms in text', () => {
  it('are Markdown and HTML of the story, and sanitised as that', async () => {
    const values = {
      story_values: '[markup, mark]',
      markup: "'<script>x</script><b>v</b>'",
      mark: "'**m**'",
    };
    const config = Object.entries(values).map(([key, value]) => `${key}: ${value}\n`);
    const site = siteOf(
      'V {{ site.markup }} {{ site.mark }} {% raw %}<i onclick=x>r</i>{% endraw %}',
      {
        '_config.yml': CONFIG + config.join(''),
      },
    );
    await site.build();
    expect(site.read(A)).toContain('<main><p>V <b>v</b> <strong>m</strong> <i>r</i></p>');
  });

  it('hide what a comment hides, where an excerpt ends in one too', async () => {
    const site = siteOf('A {% comment %}secret\n\nsecret{% endcomment %} B');
    expect(await told(site)).toEqual([]);
    expect([...site.tree().values()].join('')).not.toContain('secret');
    expect(site.read(A)).toContain('<main><p>A  B</p>');
    expect(site.read(A)).toContain('<p id=x><p>A</p>');
  });

  it('of code are as they are written, in a list as well', async () => {
    const site = siteOf('- {% highlight c %}\n  a_b *c* <T>\n\n\nd\n{% endhighlight %}\n- e **f**');
    await site.build();
    const html = site.read(A);
    expect(html).toMatch(/<li>\s*<figure[^>]*><pre><code class="language-c"[^>]*>/);
    expect(html.replace(/<\/?span[^>]*>/g, '')).toContain(
      '  a_b *c* &lt;T&gt;\n\n\nd</code></pre></figure>',
    );
    expect(html).toMatch(/<li>e <strong>f<\/strong><\/li>/);
  });

  it('are none in front matter, and what is no form is told at its line', async () => {
    const site = siteOf(
      '{% comment %}\n\n{% endcomment %}\n\n{{ site.url }} {% include x %} <b>y',
      {
        '_posts/2022-05-18-c.md': post('title: "{{ site.url }}"\nexcerpt: "{{ site.url }}"', 'c'),
      },
    );
    expect(await told(site)).toEqual(['post-liquid 8:16']);
    expect(site.read('2022/05/18/c.html')).toContain('<p id=x>{{ site.url }}');
  });

  it('come with their values: a changed one is in every story', async () => {
    const site = siteOf('{{ site.url }} {{ site.repository }}');
    await site.build();
    site.write({ '_config.yml': `${CONFIG.replace('t.example', 'u.example')}repository: a/b\n` });
    await site.build();
    expect(site.read(A)).toContain('<main><p>https://u.example a/b</p>');
  });

  it('know the addresses at GitHub that follow from the config', async () => {
    const text = '{{ site.github.url }}/a {{ site.github.repository_url }}/b';
    const site = siteOf(text, { '_config.yml': `${CONFIG}repository: o/r\n` });
    await site.build();
    expect(site.read(A)).toContain(
      '<main><p>https://t.example/base/a https://github.com/o/r/b</p>',
    );
  });

  it('are text in a site that is not Jekyll’s', async () => {
    const site = siteOf('{{ site.url }} {% raw %}x{% endraw %}', {
      '_config.yml': CONFIG.replace('syntax: liquid', 'syntax: nunjucks'),
    });
    expect(await told(site)).toEqual(['post-liquid 4:1']);
    expect(site.read(A)).toContain('<main><p>{{ site.url }} {% raw %}x{% endraw %}</p>');
  });
});

describe('stories that run', () => {
  const defaults = (path: string): string =>
    `${CONFIG}defaults: [{ scope: { path: "${path}" }, values: { liquid: true } }]\n`;
  const RUN = '{% for p in site.posts %}{{ p.url }} {% endfor %}<script>1</script>';

  it('are those of a folder that the config names', async () => {
    const site = siteOf('{% if site.url %}x{% endif %}', {
      '_config.yml': defaults('_posts/ours'),
      '_posts/ours/2022-05-18-r.md': post('title: R', RUN),
    });
    expect(await told(site)).toEqual(['post-liquid 4:1']);
    const ran = '/2022/05/18/r.html /2022/05/17/a.html /2022/05/16/b.html <script>1</script>';
    expect(site.read('2022/05/18/r.html')).toContain(`<main><p>${ran}`);
    expect(site.read('2022/05/18/r.html')).toContain('<p id=d>/2022/05/18/r.html');
    expect(site.read('index.html')).toContain(ran);
    site.write({ '_posts/2022-05-19-n.md': post('title: N', 'new') });
    await site.build();
    const warm = site.tree();
    expect(site.read('2022/05/18/r.html')).toContain(
      '<main><p>/2022/05/19/n.html /2022/05/18/r.html',
    );
    await site.build({ cache: false });
    expect(site.tree()).toEqual(warm);
  });

  it.each(['', '**', '*'])('are never all: %j', async (path) => {
    const site = siteOf('{% if site.url %}x{% endif %}', { '_config.yml': defaults(path) });
    expect(await told(site)).toEqual(['config-defaults 6:11', 'post-liquid 4:1']);
    expect(site.read(A)).toContain('{% if site.url %}');
  });

  it('are not chosen by a story', async () => {
    const site = siteOf('x', {
      '_posts/2022-05-18-c.md': post('title: C\nliquid: true', '{{ 1 plus }}'),
    });
    expect(await told(site)).toEqual(['post-liquid 3:1']);
    expect(site.read('2022/05/18/c.html')).toContain('{{ 1 plus }}');
  });

  it('take in what lies beside them and is no story', async () => {
    const site = siteOf('x', {
      '_config.yml': defaults('_posts/ours'),
      '_posts/ours/_part.md': '{{ page.title }} {{ include.a }} {% link _posts/2022-05-16-b.md %}',
      '_posts/ours/2022-05-18-r.md': post('title: R', '{% include_relative _part.md a="b" %}'),
    });
    expect(await told(site)).toEqual([]);
    expect(site.read('2022/05/18/r.html')).toContain('<main><p>R b /base/2022/05/16/b.html</p>');
    site.write({ '_posts/ours/_part.md': 'new' });
    await site.build();
    expect(site.read('2022/05/18/r.html')).toContain('<main><p>new</p>');
    const reach = '{% include_relative theirs/2022-05-19-n.md %}';
    site.write({
      '_posts/theirs/2022-05-19-n.md': post('title: N', '{{ site.url }}'),
      '_posts/2022-05-20-p.md': post('title: P', reach),
      '_posts/ours/2022-05-18-r.md': post('title: R', '{% include_relative 2022-05-19-n.md %}'),
    });
    const errors = (await site.fail()).filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ file: '_posts/ours/2022-05-18-r.md', line: 4 }]);
  });

  it('end the excerpt’s open blocks, and show no other one that runs without end', async () => {
    const body =
      '{% if site.url %}a\n\nb{% endif %}{% for p in site.posts %}{{ p.content | size }} {% endfor %}';
    const site = siteOf('x', {
      '_config.yml': defaults('_posts/ours'),
      '_posts/ours/2022-05-18-r.md': post('title: R', body),
      '_posts/ours/2022-05-19-s.md': post('title: S', body),
    });
    expect(await told(site)).toEqual([]);
    expect(site.read('2022/05/18/r.html')).toMatch(/<main><p>a<\/p>\s*<p>b\d+(?: \d+){3}<\/p>/);
    expect(site.read('2022/05/18/r.html')).toContain('<p id=x><p>a</p>');
  });

  it('end the build where one is wrong, at its line', async () => {
    const site = siteOf('x', {
      '_config.yml': defaults('_posts/ours'),
      '_posts/ours/2022-05-18-r.md': post('title: R', 'a\n\n{% if %}'),
    });
    const [problem] = await site.fail();
    expect(problem).toMatchObject({ file: '_posts/ours/2022-05-18-r.md', line: 6 });
  });
});
