/** A site as Jekyll has it: its own layouts, includes and pages run, beside Nunjucks templates or without. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BuildOptions } from '../../src/model/options.js';
import { configure } from '../../src/pipeline/configure/configure.js';
import { locateSite } from '../../src/pipeline/site-location.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

const POSTS: Files = {
  '_posts/2022-05-16-a.md': post('title: A\nlayout: post\ncategories: news\ntags: [x]'),
  '_posts/2022-05-17-b.md': post('title: B\nlayout: post\ncategories: news'),
};

const A = 'news/2022/05/16/a.html';
const BODY = '<p>正文。</p>';

function told(site: TestSite): Promise<readonly string[]> {
  return site.build().then(({ problems }) => problems.map(({ code, file }) => `${code} ${file}`));
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

describe("Jekyll's own layouts", () => {
  it('run, with their includes and parents', async () => {
    const site = createSite({
      ...POSTS,
      '_layouts/default.html': '<main class="{{ layout.kind }}">{{ content }}</main>',
      '_layouts/post.html':
        '---\nlayout: default\nkind: story\n---\n{% include title.html of=page %}{{ content }}',
      '_includes/title.html': '<h1>{{ include.of.title }}</h1>',
    });
    expect(await told(site)).toEqual([]);
    expect(squeezed(site.read(A))).toBe(`<main class="story"><h1>A</h1>${BODY} </main>`);
  });

  it('are taken apart by a parent and joined, as by one that squeezes pages', async () => {
    const site = createSite({
      '_posts/2022-05-16-a.md': post('title: "<b>"\nlayout: post', '正  文'),
      'index.html': '---\nlayout: squeeze\n---\n<ul  data-a="1">\n<li>x',
      '_layouts/squeeze.html':
        '{% capture page %}{% capture all %}{{ content }}{% endcapture %}{% assign words = all | split: " " %}{{ words | join: " " }}{% endcapture %}{{ page | strip_newlines }}',
      '_layouts/post.html':
        '---\nlayout: squeeze\n---\n<html  lang="zh"><script>f( 1 )</script><title>{{ page.title }}</title>{{ content }}',
    });
    await site.build();
    expect(site.read('2022/05/16/a.html')).toBe(
      '<html lang="zh"><script>f( 1 )</script><title>&lt;b&gt;</title><p>正 文</p>',
    );
    expect(site.read('index.html')).toBe('<ul data-a="1"> <li>x');
  });

  it('have no tags and quotes where a parent prints them in an attribute', async () => {
    const site = createSite({
      '_posts/2022-05-16-a.md': post('title: A\nlayout: post', '<img alt="x onclick=f() y">'),
      '_layouts/outer.html':
        '<i a="{{ content }}" b="{{ content | strip }}" c="{{ content | strip_html | strip }}" d="{% capture all %}{{ content }}{% endcapture %}{{ all }}">',
      '_layouts/post.html': '---\nlayout: outer\n---\n<u>T</u>{{ content }}',
    });
    await site.build();
    const html = site.read('2022/05/16/a.html');
    expect(html.match(/"/g)).toHaveLength(8);
    expect(html).toContain('c="T"');
  });

  it('see a `baseurl` with the slash that the config ends it with', async () => {
    const site = createSite({
      ...POSTS,
      '_config.yml': 'baseurl: /',
      '_layouts/post.html': '{{ site.baseurl }}css {{ "/css" | relative_url }} {{ site.encoding }}',
    });
    await site.build();
    expect(site.read(A)).toBe('/css /css utf-8');
  });

  it('paginate as the plugin does: without hidden stories, paths as the config has them', async () => {
    const site = createSite({
      '_config.yml': 'paginate: 1',
      '_posts/2022-05-16-a.md': post('title: A'),
      '_posts/2022-05-17-b.md': post('title: B\nhidden: true'),
      '_posts/2022-05-18-c.md': post('title: C\nhidden: false'),
      '_layouts/post.html': '{{ content }}',
      'index.html':
        '---\n---\n{{ paginator.posts[0].title }} {{ paginator.total_pages }} {{ paginator.next_page_path }}{{ paginator.previous_page_path }}',
    });
    await site.build();
    expect(site.read('index.html')).toBe('C 2 /page2');
    expect(site.read('page2/index.html')).toBe('A 2 /');
  });

  it('have data of any size in a page’s front matter', async () => {
    const icons = Array.from({ length: 9000 }, (_, at) => `  i${at}: {a: 1}\n`).join('');
    const site = createSite({
      ...POSTS,
      '_layouts/post.html': '{{ content }}',
      'icons.svg': `---\nicons:\n${icons}---\n{{ page.icons.i8999.a }}`,
    });
    expect(await told(site)).toEqual([]);
    expect(site.read('icons.svg')).toBe('1');
  });

  it('may have any ending, and lie in folders', async () => {
    const site = createSite({
      '_posts/2022-05-16-a.md': post('title: A\nlayout: deep/story'),
      '_layouts/deep/story.md': '# {{ page.title }}\n',
      '_layouts/_draft.html': 'ignored',
      '_layouts/noending': 'ignored',
    });
    expect(await told(site)).toEqual([]);
    // A layout is not Markdown, whatever its name.
    expect(site.read('2022/05/16/a.html')).toBe('# A\n');
  });

  it('give way to templates of the name, and are parents of those, and have them as parents', async () => {
    const site = createSite({
      ...POSTS,
      '_layouts/post.html': '---\nlayout: frame\n---\nliquid {{ page.title | append: "!" }}',
      '_layouts/outer.html': 'outer[{{ content }}]',
      'templates/frame.njk': '---\nlayout: outer\n---\nframe[{{ content }}]',
    });
    expect(await told(site)).toEqual([]);
    expect(site.read(A)).toBe('outer[frame[liquid A!]]');
    site.write({ 'templates/post.html': '---\nlayout: frame\n---\n{{ page.title ~ "?" }}' });
    await site.build();
    expect(site.read(A)).toBe('outer[frame[A?]]');
  });

  it('end where a parent is not there, or repeats, and say so', async () => {
    const site = createSite({
      ...POSTS,
      '_layouts/post.html': '---\nlayout: base\n---\n({{ content }})',
      '_layouts/base.html': '---\nlayout: base\n---\n[{{ content }}]',
    });
    expect(await told(site)).toEqual(['template-layout-cycle _layouts/base.html']);
    expect(squeezed(site.read(A))).toBe(`[(${BODY} )]`);
    site.write({ '_layouts/base.html': '---\nlayout: bse\n---\n[{{ content }}]' });
    expect(await told(site)).toEqual(['template-unknown-layout _layouts/base.html']);
    expect(squeezed(site.read(A))).toBe(`[(${BODY} )]`);
  });

  it('are no error while they are broken and no page needs them', async () => {
    const site = createSite({
      ...POSTS,
      '_layouts/post.html': '{{ content }}{% if site.broken %}{% include bad.html %}{% endif %}',
      '_layouts/unused.html': '{% if %}',
      '_includes/bad.html': 'a\n{% if x %}',
      '_includes/README.md': 'Write {% include NAME %} and {{ x',
      '_includes/photo.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]),
    });
    expect(await told(site)).toEqual([]);
    site.write({ '_config.yml': 'broken: true\n' });
    const [problem] = await site.fail();
    expect(problem).toMatchObject({ severity: 'error', file: '_includes/bad.html', line: 2 });
  });

  it('that are not there are said to belong in _layouts', async () => {
    const site = createSite({ ...POSTS, '_layouts/page.html': '' });
    const { problems } = await site.build();
    expect(problems).toEqual([]);
    site.write({ '_posts/2022-05-16-a.md': post('title: A\nlayout: story') });
    const [problem] = (await site.build()).problems;
    expect(problem).toMatchObject({ code: 'layout-unknown', severity: 'warning' });
    expect(problem?.hint).toBe('Add _layouts/story.html, or correct the name.');
  });

  it('lie where the config says', async () => {
    const site = createSite({
      ...POSTS,
      '_config.yml': 'layouts_dir: theme/layouts\nincludes_dir: theme/parts\n',
      'theme/layouts/post.html': '{% include x.html %}',
      'theme/parts/x.html': 'part of {{ page.title }}',
    });
    expect(await told(site)).toEqual([]);
    expect(site.read(A)).toBe('part of A');
    expect(site.has('theme/layouts/post.html')).toBe(false);
  });

  it('are used from the build on in which they appear', async () => {
    const site = createSite({ ...POSTS, 'about.html': '---\n---\n{{ page.url | append: "#x" }}' });
    expect((await site.fail()).length).toBeGreaterThan(0);
    site.write({ '_layouts/post.html': 'own {{ page.title }}' });
    await site.build();
    expect([site.read(A), site.read('about.html')]).toEqual(['own A', '/about.html#x']);
    site.write({ '_config.yml': 'syntax: nunjucks\n', 'about.html': '---\n---\n{{ 1 + 1 }}' });
    await site.build();
    expect(site.read('about.html')).toBe('2');
    expect(site.read(A)).not.toContain('own');
  });
});

describe('pages of a Jekyll site', () => {
  it('are Liquid, and then Markdown', async () => {
    const site = createSite({
      ...POSTS,
      '_layouts/page.html': '---\nkind: wide\n---\n{{ content }}',
      'about.md': post(
        'layout: page',
        '# {{ layout.kind }}\n\n{% for p in site.posts %}\n- {{ p.title }}\n{% endfor %}',
      ),
      'list.json':
        '---\n---\n[{% for p in site.posts %}{{ p.title | jsonify }}{% unless forloop.last %},{% endunless %}{% endfor %}]',
    });
    expect(await told(site)).toEqual([]);
    expect(squeezed(site.read('about.html'))).toMatch(/<h1[^>]*>wide<\/h1> <ul> <li> ?(?:<p>)?B/);
    expect(site.read('list.json')).toBe('["B","A"]');
  });

  it('see nothing where nothing was written', async () => {
    const questions = [
      'page.title',
      'site.url',
      'site.baseurl',
      'site.lang',
      'site.nothing',
      'paginator',
      'site.related_posts.first',
    ];
    const text = questions.map((key) => `{% if ${key} %}${key} {% endif %}`).join('');
    const site = createSite({
      '_config.yml': 'title: T\n',
      '_layouts/x.html': '',
      'a.html': `---\n---\n${text}`,
    });
    await site.build();
    expect(site.read('a.html')).toBe('');
    site.write({
      '_config.yml': 'url: https://x.example\nbaseurl: ""\nlang: en\n',
      'a.html': `---\ntitle: ""\n---\n${text}`,
    });
    await site.build();
    expect(site.read('a.html')).toBe('page.title site.url site.baseurl site.lang ');
  });

  it("see static files with what the config's defaults give them, and none of the theme's", async () => {
    const site = createSite({
      '_config.yml': 'defaults: [{scope: {path: img}, values: {picture: true}}]\n',
      '_layouts/x.html': '',
      'a.html':
        '---\n---\n{% for f in site.static_files %}{{ f.path }} {{ f.picture }};{% endfor %}{{ site.html_files[0].name }}',
      'img/a b.png': 'x',
      'plain.html': 'x',
    });
    await site.build();
    expect(site.read('a.html')).toBe('/img/a b.png true;/plain.html ;plain.html');
  });

  it('see a language as it is written, and so do layouts', async () => {
    const site = createSite({
      '_posts/2022-05-16-a.md': post('title: A\nlayout: x\nlang: zh_CN'),
      '_data/words.yml': 'zh_CN: 字\n',
      '_layouts/x.html': '{{ page.lang }}{{ site.data.words[page.lang] }}',
      'a.html': '---\nlayout: x\nlang: zh_CN\n---\n',
    });
    await site.build();
    expect([site.read('a.html'), site.read('2022/05/16/a.html')]).toEqual(['zh_CN字', 'zh_CN字']);
  });

  it('have it as a tag in the built-in theme', async () => {
    const site = createSite({
      '_config.yml': 'theme: minima\n',
      '_posts/2022-05-16-a.md': post('title: A\nlang: zh_CN'),
    });
    await site.build();
    const html = site.read('2022/05/16/a.html') + site.read('index.html');
    expect(html.match(/ lang="zh[^"]*"/g)?.length).toBeGreaterThan(2);
    expect(html).not.toContain('lang="zh_CN"');
  });

  it('take in files beside them, but no stories', async () => {
    const site = createSite({
      ...POSTS,
      '_layouts/x.html': '',
      'docs/a.html':
        '---\n---\n{% assign n = "two" %}{% include_relative _parts/one.md %}{% include_relative _parts/{{ n }}.md %}{% include_relative /_parts/two.md %}',
      'docs/_parts/one.md': 'one {{ page.name }} {% include_relative _parts/two.md %}',
      'docs/_parts/two.md': ' two',
    });
    expect(await told(site)).toEqual([]);
    expect(site.read('docs/a.html')).toBe('one a.html  two two two');
    site.write({ 'docs/_parts/two.md': ' 2' });
    await site.build();
    expect(site.read('docs/a.html')).toBe('one a.html  2 2 2');
    site.write({ 'b.html': '---\n---\n{% include_relative _posts/2022-05-16-a.md %}' });
    expect((await site.fail())[0]).toMatchObject({ severity: 'error', file: 'b.html' });
  });
});

describe('a Jekyll site without posts', () => {
  const PAGES: Files = {
    '_layouts/page.html': '<main>{{ content }}</main>',
    'about.html': '---\nlayout: page\n---\nabout {{ site.posts.size }}',
  };

  it('builds as one of pages', async () => {
    const site = createSite(PAGES);
    site.remove('_posts');
    expect(await told(site)).toEqual([]);
    expect(site.read('about.html')).toBe('<main>about 0</main>');
    expect(await told(site)).toEqual([]);
  });

  it('is an error where some were published before, until it is said to be meant', async () => {
    const site = createSite({ ...PAGES, ...POSTS });
    await site.build();
    const before = site.tree();
    site.remove('_posts');
    const [problem] = await site.fail();
    expect(problem?.code).toBe('posts-missing');
    expect(problem?.message).toContain('2 were published');
    expect(problem?.hint).toContain('--allow-empty');
    expect(site.tree()).toEqual(before);
    expect((await site.build({ allowEmpty: true })).posts.published).toBe(0);
    expect(site.has(A)).toBe(false);
    expect((await site.build()).posts.published).toBe(0);
  });
});

describe('lists of a Jekyll site', () => {
  const lists = (site: TestSite): readonly string[] =>
    [...site.tree().keys()].filter((name) => /\.html$/.test(name) && !name.startsWith('news/'));

  it('are those that something asks for', async () => {
    const site = createSite({ ...POSTS, '_layouts/post.html': '{{ content }}' });
    await site.build();
    // The site would have no page at its address.
    expect(lists(site)).toEqual(['index.html']);
    site.write({ 'index.html': '---\n---\nhome' });
    await site.build();
    expect(lists(site)).toEqual(['index.html']);
    site.write({
      '_config.yml': 'tag_permalink: /t/:slug.html\narchive_permalinks: {year: "/:year/"}\n',
    });
    await site.build();
    expect(lists(site)).toEqual(['2022/index.html', 'index.html', 't/x.html']);
    site.write({
      '_config.yml': 'title: T\n',
      'templates/category.njk': '{{ page.title }}',
      'templates/404.njk': '404',
    });
    await site.build();
    expect(lists(site)).toEqual(['404.html', 'category/news.html', 'index.html']);
  });

  it("are jekyll-archives', in its layouts and at its addresses, with all their posts", async () => {
    const site = createSite({
      ...POSTS,
      '_config.yml':
        'paginate: 1\njekyll-archives: {enabled: [categories, year], layouts: {year: dated}}\n',
      '_layouts/post.html': '{{ content }}',
      '_layouts/archive.html':
        '{{ page.type }} {{ page.title }}:{% for p in page.posts %} {{ p.title }}{% endfor %}',
      '_layouts/dated.html': '{{ page.type }} {{ page.date | date: "%Y" }} {{ page.posts.size }}',
      'index.html': '---\n---\nhome',
    });
    expect(await told(site)).toEqual([]);
    expect(lists(site)).toEqual([
      '2022/index.html',
      'category/news/index.html',
      'index.html',
      'page2/index.html',
    ]);
    expect(site.read('category/news/index.html')).toBe('category news: B A');
    expect(site.read('2022/index.html')).toBe('year 2022 2');
  });

  it("are paginated at jekyll-paginate's addresses, from the newest", async () => {
    const site = createSite({
      ...POSTS,
      '_config.yml': 'paginate: 1\n',
      '_layouts/post.html': '{{ content }}',
      'index.html':
        '---\n---\n{{ paginator.page }}/{{ paginator.total_pages }} {{ paginator.posts[0].title }} {{ paginator.next_page_path }}{{ paginator.previous_page_path }}',
    });
    await site.build();
    expect(site.read('index.html')).toBe('1/2 B /page2');
    expect(site.read('page2/index.html')).toBe('2/2 A /');
    site.remove('index.html');
    site.write({
      'index.md':
        '---\nlayout: none\n---\n{% if paginator %}paginated{% endif %}{{ site.paginate }}',
    });
    await site.build();
    expect(lists(site)).toEqual(['index.html']);
    expect(site.read('index.html')).toBe('<p>1</p>\n');
  });
});

describe('one new story', () => {
  /** As from the command line: what was remembered is used. */
  const rebuild = (site: TestSite) =>
    buildAnew({ source: site.root, now: NOW, threads: 0 }, effectsWith(disk));

  it('costs the pages that read it: a sidebar of five in every story, and no more', async () => {
    const files: Record<string, string> = {
      '_config.yml': 'permalink: /:title.html\n',
      '_layouts/post.html': '{{ content }}{% include side.html count=5 %}',
      '_layouts/quiet.html':
        '{{ content }}{% for p in site.posts limit:3 offset:30 %}{{ p.title }}{% endfor %}',
      '_includes/side.html':
        '{% for p in site.posts limit: include.count %}{{ p.title }} {% endfor %}',
      'index.html': '---\n---\n{{ site.data.note }}',
      'old.html': '---\n---\n{% for p in site.posts limit: 2 %}{{ p.title }}{% endfor %}',
    };
    for (let n = 10; n < 50; n++) {
      const layout = n < 30 ? 'quiet' : 'post';
      files[`_posts/2022-05-${n < 30 ? '01' : '02'}-s${n}.md`] = post(
        `title: S${n}\nlayout: ${layout}\ndate: 2022-05-0${n < 30 ? 1 : 2} 10:${n}:00 +0800`,
      );
    }
    const site = createSite(files);
    await rebuild(site);
    const before = site.tree();
    // Behind the newest five: nothing that the sidebars read.
    site.write({
      '_posts/2022-05-01-late.md': post(
        'title: Late\nlayout: quiet\ndate: 2022-05-01 00:00:00 +0800',
      ),
    });
    const backfilled = await rebuild(site);
    expect(site.has('late.html')).toBe(true);
    // Its neighbour is rendered, and the same; windows end before it.
    const pages = [...site.tree()].filter(
      ([name, text]) => /\.html$/.test(name) && before.get(name) !== text,
    );
    expect(pages.map(([name]) => name)).toEqual(['late.html']);
    expect(backfilled.outputs.made).toBeLessThan(10);
    site.write({
      '_posts/2022-05-03-new.md': post(
        'title: New\nlayout: quiet\ndate: 2022-05-03 00:00:00 +0800',
      ),
    });
    await rebuild(site);
    const changed = [...site.tree()].filter(
      ([name, text]) => /\.html$/.test(name) && before.get(name) !== text,
    ).length;
    // The twenty with the sidebar, the twenty whose window moves, the list of two, the two new ones.
    expect(changed).toBe(43);
  });
});

describe('a Jekyll site with a folder `public` of its own', () => {
  const OWN: Files = {
    ...POSTS,
    '_layouts/post.html': '<link href="/public/css/a.css">{{ content }}',
    'public/css/a.css': 'a { b: c }',
  };
  const options = (site: TestSite): BuildOptions => ({ source: site.root, now: NOW });
  const destinationOf = (site: TestSite): string =>
    path.relative(site.root, configure(options(site), effectsWith(disk)).value.destination);

  it('has it published, and goes beside it', async () => {
    const site = createSite(OWN);
    expect(destinationOf(site)).toBe('_public');
    const { destination } = await buildAnew(options(site), effectsWith(disk));
    expect(destination).toBe(path.join(site.root, '_public'));
    const at = path.join(destination, 'public/css/a.css');
    expect(fs.readFileSync(at, 'utf8')).toBe('a { b: c }');
    expect(fs.readdirSync(path.join(site.root, 'public'))).toEqual(['css']);
    expect(locateSite(options(site), effectsWith(disk)).destination).toBe(destination);
  });

  it('that a site was published to stays its destination, whatever becomes of it', async () => {
    const site = createSite({ ...POSTS, '_layouts/post.html': '{{ content }}' });
    await buildAnew(options(site), effectsWith(disk));
    expect(destinationOf(site)).toBe('public');
    // A build that died early has owned what it published.
    fs.rmSync(path.join(site.root, 'public/index.html'));
    expect(destinationOf(site)).toBe('public');
    site.remove('.finews');
    expect(destinationOf(site)).toBe('_public');
    site.write({ 'public/index.html': 'x' });
    expect(destinationOf(site)).toBe('public');
  });

  it('is where the config says, and a site without layouts goes there as ever', () => {
    expect(destinationOf(createSite({ ...OWN, '_config.yml': 'destination: out\n' }))).toBe('out');
    expect(destinationOf(createSite({ ...POSTS, 'public/a.css': '' }))).toBe('public');
  });
});
