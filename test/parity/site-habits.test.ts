/** What sites do that Jekyll forgives: small pages, built by real Jekyll and by finews. */
import { describe, expect, it } from 'vitest';
import { builtByJekyll } from '../support/jekyll.js';
import { createSite, type Files, post } from '../support/site.js';
import { hasJekyll } from './sites/jekyll.js';
import { saidBy } from './sites/page-trees.js';

const lines = (...written: readonly string[]): string => written.join('\n');

/** Blanks in paths, where Ruby's Liquid parts words; what is lax in it as well. */
const PATHS = lines(
  '{{ site.harbour [page.lang] }} {{ site . harbour . en }} {{ site.harbour [ page.lang ] | upcase }}',
  '{{ site.harbour[ "sea side" ] }} {{ site.harbour [page.list] [2] . depth }} {{ ["site"] .title }}',
  '{{ site.harbour.piers [0] | plus: site.harbour.piers [1] }} {{ site.harbour',
  '  .en }} {{ "a [b] . c" | append : "[d]" }}',
  '{% if site.harbour [page.lang] == "Quay" and site . harbour [page.list] contains 1 %}y{% endif %}',
  '{% unless site.harbour [page.lang] %}n{% else %}y{% endunless %}',
  '{% for a in site.harbour [page.list] %}{{ a }}{% endfor %}',
  '{% for a in site.harbour [page.list] reversed limit: site.harbour.piers [1] %}{{ a }}{% endfor %}',
  '{% for a in (1 .. site.harbour.piers [1]) %}{{ a }}{% endfor %}',
  '{% assign size = site.harbour [page.list] | size %}{{ size }}',
  '{% case site.harbour [page.lang] %}{% when "Quay" %}lookup{% else %}map{% endcase %}',
  '{% tablerow a in site.harbour [page.list] %}{{ a }}{% endtablerow %}',
  '{% if page.none and [page.list] %}y{% else %}n{% endif %}',
);

const ADDRESSES = lines(
  '{% for one in page.written %}{{ one | relative_url }} {{ one | absolute_url }}',
  '{% endfor %}',
);

/** Names that posts of finews' own have. */
const NAMES = ['summary', 'words', 'minutes', 'related', 'name', 'ext'];

const SITE: Files = {
  '_config.yml': lines(
    'title: Harbour',
    'url: https://port.example',
    'baseurl: /base',
    'timezone: UTC',
    'harbour: {en: Quay, "sea side": Mole, piers: [1, 2, {depth: 9}]}',
    'defaults: [{scope: {path: "", type: posts}, values: {layout: story}}]',
  ),
  '_layouts/main.html': '---\nkind: tide\n---\n \n\n<main>{{ content }}</main>\n',
  '_layouts/story.html': lines(
    '<title>{{ page.title }}</title><meta content="{{ page.title }}" />',
    "<h1 title='{{ page.title }}'>{{ page.title }}</h1>",
    '<h2>{{ page.title | escape }} {{ page.title | truncate: 9 }} {{ page.title | upcase }}</h2>',
    '{% capture both %}{{ site.title }}: {{ page.title }}{% endcapture %}<h3 id="{{ both }}">{{ both }}</h3>',
    '<a href="{{ page.link }}">{{ page.link | strip }}</a>',
    ...NAMES.map((name) => `<p>${name} {{ page.${name} | join: "," }}</p>`),
  ),
  'declared.xml': '---\nlayout: null\n---\n \n\n<?xml version="1.0"?>\n<tide/>\n',
  'only-blanks.txt': '---\n---\n\n \n\n',
  'dots.json': '---\ntitle: x\n...\n\n{"a": 1}\n',
  'laid.html': '---\nlayout: main\n---  \n\n  <p>x</p>\n',
  'paths.txt': post('lang: en\nlist: piers\nlayout: null', PATHS),
  'addresses.txt': post(
    'layout: null\nwritten: [./a/x.png, /./a, ../x, /a/../b, ./, ., /a/b/.., "a/../../b", "/a?x=/../y", "#/../x", a//b]',
    ADDRESSES,
  ),
  'links.md': post(
    'layout: main',
    '[a](vessel:x/y) [b](file:///c:/x) ![p](vessel:x) [c][d] <vessel://x/y>\n\n[d]: vessel:z "t"',
  ),
  '_posts/2022-01-02-tide.md': post(
    lines(
      'title: "Low &#8211; &amp; &lt;high&gt; caf&eacute; A&B"',
      'link: "https://tide.example/?a=1&amp;b=2 "',
      ...NAMES.map((name) => `${name}: [own ${name}]`),
    ),
    'Text.',
  ),
};

const OUTPUTS: readonly string[] = [
  ...['declared.xml', 'only-blanks.txt', 'dots.json', 'laid.html', 'paths.txt', 'addresses.txt'],
  ...['links.html', '2022/01/02/tide.html'],
];

describe.skipIf(!hasJekyll)('what Jekyll forgives', () => {
  let theirs: ReadonlyMap<string, string> = new Map();
  let ours: ReadonlyMap<string, string> = new Map();

  const both = async (): Promise<void> => {
    if (ours.size > 0) return;
    const site = createSite(SITE);
    theirs = await builtByJekyll(site);
    await site.build();
    ours = site.tree();
  };

  it.each(OUTPUTS)('%s says the same', async (output) => {
    await both();
    const said = (built: ReadonlyMap<string, string>): readonly string[] =>
      saidBy(output, plain(built.get(output) ?? 'none'));
    expect(said(ours)).toEqual(said(theirs));
  });

  it.each(['declared.xml', 'only-blanks.txt', 'dots.json'])('%s begins alike', async (output) => {
    await both();
    expect(ours.get(output)).toBe(theirs.get(output));
  });
});

/** Without blanks at an address' end, which browsers pass over. */
function plain(text: string): string {
  return text.replace(/ +(?="[ >])/g, '');
}
