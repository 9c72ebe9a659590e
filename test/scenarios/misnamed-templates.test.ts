/** Files in `templates/` whose names are nearly those of the theme's: told where nothing names them. */
import { expect, it } from 'vitest';
import { createSite, type Files, post } from '../support/site.js';

const STORIES: Files = { '_posts/2022-05-16-a.md': post('title: a') };

async function told(files: Files): Promise<readonly string[]> {
  const { problems } = await createSite({ ...STORIES, ...files }).build();
  return problems
    .filter(({ code }) => code === 'template-unused')
    .map(({ file, hint }) => `${file}: ${hint}`);
}

const meant = (file: string, name: string): string =>
  `${file}: If you meant the theme's \`${name}\`, call it so; else remove it.`;

it('are told with the name that was meant', async () => {
  const files = [
    'parts/heder.njk',
    'pots.njk',
    'layouts/categroy.html',
    'header.njk',
    'parts/footer.html',
  ];
  const site = Object.fromEntries(files.map((file) => [`templates/${file}`, 'x']));
  expect(await told(site)).toEqual([
    meant('templates/header.njk', 'parts/header.njk'),
    meant('templates/layouts/categroy.html', 'category.njk'),
    meant('templates/parts/footer.html', 'parts/footer.njk'),
    meant('templates/parts/heder.njk', 'parts/header.njk'),
    meant('templates/pots.njk', 'post.njk'),
  ]);
});

it.each<[string, Files]>([
  ['overrides of the theme’s', { 'templates/parts/footer.njk': 'x', 'templates/series.html': 'x' }],
  ['others’, near to none', { 'templates/parts/weather.njk': 'x', 'templates/promo.njk': 'x' }],
  ['a story’s layout', { 'templates/pots.njk': 'x', '_posts/2022-05-17-b.md': post('layout: pots\ntitle: b') }],
  ['the layout of a story that is held', { 'templates/pots.njk': 'x', '_posts/2022-05-17-b.md': post('layout: pots\npublished: false\ntitle: b') }],
  ['a term’s layout', { 'templates/tags.njk': 'x', '_data/categories.yml': 'n: {layout: tags}\n' }],
  ['a layout’s parent', { 'templates/bsae.njk': 'x', 'templates/own.njk': '---\nlayout: bsae\n---\n' }],
  ['what a template includes', { 'templates/parts/heder.njk': 'x', 'templates/parts/body-end.njk': '{% include "parts/heder.njk" %}' }],
  ['what a page extends', { 'templates/bsae.njk': 'x', 'x.html': '---\nlayout: none\n---\n{% extends "bsae.njk" %}' }],
  ['what may be included by a name that is made', { 'templates/parts/heder.njk': 'x', 'templates/parts/body-end.njk': '{% set name = "he" ~ "der" %}{% include "parts/" ~ name ~ ".njk" %}' }],
])('are not told of: %s', async (_, files) => {
  expect(await told(files)).toEqual([]);
}); // biome-ignore format: a table

it('are told in a build that has nothing to do, and no more once they have the name', async () => {
  const site = createSite({ ...STORIES, 'templates/parts/heder.njk': 'own' });
  await site.build();
  const { problems } = await site.build();
  expect(problems.map(({ code }) => code)).toEqual(['template-unused']);
  site.remove('templates/parts/heder.njk');
  site.write({ 'templates/parts/header.njk': 'own' });
  expect((await site.build()).problems).toEqual([]);
  expect(site.read('2022/05/16/a.html')).toContain('own');
});
