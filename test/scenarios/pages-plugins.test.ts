/** What GitHub Pages' plugins make of a site that asks for them. */
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const FILES: Files = {
  '_layouts/page.html': '[{{ page.title }}]{{ content }}',
  '_layouts/home.html': '[{{ page.title }}]{{ content }}',
  'README.md': '# The *site* of `us`[^1]\n\nwelcome\n\n[^1]: note\n',
  'guide.md': 'Guide\n=====\n\nread {{ page.title }}\n',
  'docs/README.md': '## Docs ##\ntext\n',
  'taken/README.md': '# No index',
  'taken/index.md': post('x: 1', '#### too deep\ntext'),
  'own.md': post('title: Own', '# Heading\ntext'),
  'headed.md': post('x: 1', '\n# Heading {{ 1 }}\n{{ page.nope.x }}'),
  'LICENSE.md': '# Licence',
  'plain.html': '<h1>no page</h1>',
};

function site(config: string, more: Files = {}): TestSite {
  return createSite({ '_config.yml': config, ...FILES, ...more });
}

describe('plugins of GitHub Pages', () => {
  it('are none where nobody asks for them', async () => {
    const { outputs } = await site('title: x\n').build();
    expect(outputs.paths).toContain('README.md');
    expect(outputs.paths).toContain('guide.md');
    expect(outputs.paths).not.toContain('guide.html');
  });

  it.each(['plugins: [github-pages]', 'remote_theme: a/b', 'gems: [github-pages]'])(
    'are all there with %s',
    async (asks) => {
      const pages = site(`${asks}\n`);
      const { outputs } = await pages.build();
      expect(pages.read('index.html')).toMatch(/^\[The site of us\]<h1[^>]*>The <em>site<\/em>/);
      expect(pages.read('guide.html')).toMatch(/^\[Guide\]<h1[^>]*>Guide<\/h1>\s*<p>read Guide/);
      expect(pages.read('docs/index.html')).toMatch(/^\[Docs\]/);
      expect(pages.read('taken/index.html')).toMatch(/^\[\]/);
      expect(pages.read('own.html')).toMatch(/^\[Own\]/);
      expect(pages.read('headed.html')).toMatch(/^\[Heading \{\{ 1 \}\}\]/);
      // The originals stay, as with the plugins; what lies beside a site is no page.
      expect(outputs.paths).toEqual(
        expect.arrayContaining(['README.md', 'guide.md', 'plain.html']),
      );
      expect(outputs.paths).not.toContain('LICENSE.html');
    },
  );

  it('are there one by one, with their settings', async () => {
    const pages = site(
      `plugins: [jekyll-titles-from-headings, jekyll-optional-front-matter]
titles_from_headings: {strip_title: true, collections: true}
optional_front_matter: {remove_originals: true}
collections: {books: {output: true}}
include: [LICENSE.md]
`,
      {
        '_books/a.md': post('layout: page', '# Book of A\ntext'),
        '_books/b-c.md': post('layout: page'),
      },
    );
    const { outputs } = await pages.build();
    expect(pages.read('guide.html')).toMatch(/^\[Guide\]<p>read Guide<\/p>/);
    expect(pages.read('books/a.html')).toMatch(/^\[Book of A\]<p>text/);
    expect(pages.read('books/b-c.html')).toMatch(/^\[B C\]/);
    expect(pages.read('LICENSE.html')).toMatch(/^\[Licence\]/);
    expect(outputs.paths).not.toContain('guide.md');
    expect(outputs.paths).toContain('README.md');
    expect(pages.read('index.html')).not.toContain('welcome');
  });

  it('are off where they are switched off', async () => {
    const off = ['titles_from_headings', 'readme_index', 'optional_front_matter'];
    const config = off.map((key) => `${key}: {enabled: false}\n`).join('');
    const { outputs } = await site(`plugins: [github-pages]\n${config}`).build();
    expect(outputs.paths).not.toContain('guide.html');
  });

  it('tell the line of a text whose heading was taken out', async () => {
    const pages = site(
      'plugins: [jekyll-titles-from-headings]\ntitles_from_headings: {strip_title: true}\n',
      { 'bad.md': post('x: 1', '\n# Title\n\n\n{% if %}') },
    );
    const [problem] = await pages.fail();
    expect(problem).toMatchObject({ file: 'bad.md', line: 8 });
  });
});
