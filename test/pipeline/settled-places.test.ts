/** Organise settles where stories are, beside all else that plan will ever place: plan looks at no story's place again. */
import { expect, it } from 'vitest';
import { createPathClaims } from '../../src/outputs/path-claims.js';
import { type Survey, survey } from '../../src/pipeline/survey.js';
import { disk } from '../../src/platform/disk.js';
import { effectsWith } from '../support/faulty-io.js';
import { picture } from '../support/pictures.js';
import { createSite, type Files, NOW, post } from '../support/site.js';

const CONFIG = [
  'title: 新闻\nurl: https://news.example\npaginate: 2\nsitemap: {url_lists: true, news: true}\nheaders: true',
  'feed: {min_posts: 1, collections: [docs]}\nredirects: {netlify: true, apache: true, nginx: true}\ncname: news.example',
  'collections: {docs: {output: true}}\nindexnow_key: abcdefgh12345678\n',
].join('\n');

/** A site with outputs of every kind. */
async function newsroom(): Promise<Files> {
  const stories = Array.from({ length: 9 }, (_, n): [string, string] => {
    const terms = `categories: [c${n % 2}]\ntags: [t]\nauthor: a\nsource: s\nseries: r`;
    return [`_posts/2029-12-${20 + n}-s${n}.md`, post(`title: s${n}\n${terms}`)];
  });
  return {
    ...Object.fromEntries(stories),
    '_config.yml': CONFIG,
    'assets/wide.png': await picture({ format: 'png', width: 1300, height: 700 }),
    'css/site.scss': '---\n---\na { b { color: red } }\n',
    'about.md': '---\ntitle: About\npermalink: /about\n---\nUs.\n',
    '_docs/one.md': '---\ntitle: One\n---\nOne.\n',
    'index.md': '---\ntitle: Home\n---\nHome.\n',
  };
}

const planOf = (source: string): Promise<Survey> => survey({ source, now: NOW }, effectsWith(disk));

/** Outputs of which one has another's place, whatever the disk thinks of case. */
function met({ plan: { pages } }: Survey): readonly string[] {
  const claims = createPathClaims<string>();
  return pages.flatMap((page) => claims.takeAlone(page, page.output) ?? []);
}

const MOVED = { 'old.md': '---\ntitle: Old\nredirect_to: /about\n---\n' };

it.each<[string, Files]>([
  ['is', {}],
  ['is, or has moved away', MOVED],
])('no story is planned where anything else %s, wherever it wants to be', async (_, more) => {
  const site = createSite({ ...(await newsroom()), ...more });
  const before = await planOf(site.root);
  expect(met(before)).toEqual([]);
  const places = before.plan.pages.filter(({ kind }) => kind !== 'post');
  const kinds = new Set(places.map((page) => ('format' in page ? page.format : page.kind)));
  expect(kinds.size).toBeGreaterThan(15);
  expect(places.some((page) => page.kind === 'static' && page.recipe !== null)).toBe(true);
  expect(places.some(({ output }) => output.endsWith('.css.map'))).toBe(true);
  const wanted = places.flatMap(({ output, url }) => {
    const stem = `/${output.replace(/\.[^./]*$/, '')}`;
    return [
      url,
      `/${output}`,
      `/${output}/`,
      `/${output}/x.html`,
      `/${output}.html`,
      stem,
      `${stem}/`,
    ];
  });
  const hostile = [...new Set(wanted)].map((permalink, n): [string, string] => {
    const front = `title: h${n}\npermalink: ${JSON.stringify(permalink.toUpperCase())}`;
    return [`_posts/2021-01-01-h${n}.md`, post(front)];
  });
  site.write(Object.fromEntries(hostile));
  const after = await planOf(site.root);
  expect(met(after)).toEqual([]);
  const outputs = new Set(after.plan.pages.map(({ output }) => output));
  expect(places.filter(({ output }) => !outputs.has(output)).map(({ output }) => output)).toEqual(
    [],
  );
  // Those that are nowhere are told, each with who has the place.
  const shown = after.plan.pages.filter(({ kind }) => kind === 'post').length;
  const told = after.problems.filter(({ fate }) => fate === 'set-aside');
  expect(shown + told.length).toBe(9 + hostile.length);
  expect(shown).toBeGreaterThan(9);
});

it('a story that has moved away has no page beside what stands in its stead', async () => {
  const config = 'title: T\nredirects: {html: true, json: false}\n';
  const moved = '_posts/2022-01-01-gone.md';
  const site = createSite({ '_config.yml': config, [moved]: post('title: G\nredirect_to: /x') });
  const found = await planOf(site.root);
  expect(met(found)).toEqual([]);
  const there = found.plan.pages.filter(({ output }) => output === '2022/01/01/gone.html');
  expect(there.map(({ kind }) => kind)).toEqual(['generated']);
});
