/** Filters of a site's own: modules in `templates/filters/`. */
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

function newsroom(files: Files): TestSite {
  return createSite({
    '_posts/2022-05-01-a.md': post('title: 甲'),
    'templates/post.njk': '{{ page.title | shout }}',
    ...files,
  });
}

const SHOUT = 'export default function (input, mark) { return input + (mark ?? "!"); }';

describe('a filter of the site', () => {
  it('is a module, and wins over a built-in one', async () => {
    const site = newsroom({
      'templates/filters/shout.js': 'export default (x) => x + "？";',
      'templates/filters/upcase.mjs': 'export default () => "own";',
      'templates/home.njk': '{{ "x" | upcase }}',
    });
    await site.build();
    expect(site.read('2022/05/01/a.html')).toBe('甲？');
    expect(site.read('index.html')).toBe('own');
  });

  it('gets what it gives escaped like anything else', async () => {
    const site = newsroom({ 'templates/filters/shout.js': 'export default () => "<b>";' });
    await site.build();
    expect(site.read('2022/05/01/a.html')).toBe('&lt;b&gt;');
  });

  it('that changed renders the pages that used it, and no others', async () => {
    const site = newsroom({ 'templates/filters/shout.js': SHOUT });
    await site.build();
    expect((await site.build()).outputs.made).toBe(0);
    site.write({ 'templates/filters/shout.js': SHOUT.replace('"!"', '"?"') });
    expect((await site.build()).outputs.made).toBe(1);
    expect(site.read('2022/05/01/a.html')).toBe('甲?');
  });

  it('that takes a built-in one’s place renders the pages that used that, and back', async () => {
    const site = newsroom({ 'templates/post.njk': '{{ "x" | upcase }}' });
    await site.build();
    site.write({ 'templates/filters/upcase.js': 'export default () => "own";' });
    await site.build();
    expect(site.read('2022/05/01/a.html')).toBe('own');
    site.remove('templates/filters');
    await site.build();
    expect(site.read('2022/05/01/a.html')).toBe('X');
  });

  it.each([
    ['imports a file beside it', { 'shout.js': 'import x from "./x.js"; export default x;' }],
    ['is there twice', { 'shout.js': SHOUT, 'shout.mjs': SHOUT }],
    ['lies in a folder', { 'lib/shout.js': SHOUT }],
  ])('that %s fails the build', async (_, modules) => {
    const files = Object.entries(modules).map(([name, text]) => [
      `templates/filters/${name}`,
      text,
    ]);
    const site = newsroom({ ...Object.fromEntries(files), 'templates/post.njk': 'x' });
    expect(await site.fail()).toMatchObject([{ code: 'filter-module', severity: 'error' }]);
  });

  it('that is volatile renders its pages every time', async () => {
    const site = newsroom({
      'templates/filters/shout.js': `${SHOUT}\nexport const volatile = true;`,
    });
    await site.build();
    const { outputs } = await site.build();
    expect([outputs.made, outputs.unchanged]).toEqual([1, outputs.total]);
  });

  it.each([
    ['has no function', 'export default 1;', 'no function'],
    ['can’t be parsed', 'export default {', "can't be used: "],
    ['throws when it is loaded', 'throw new Error("oops");', 'oops'],
  ])('that %s fails the build and is named', async (_, code, words) => {
    const site = newsroom({ 'templates/filters/shout.js': code });
    const problems = await site.fail();
    expect(problems).toMatchObject([{ code: 'filter-module', file: 'templates/filters/shout.js' }]);
    expect(problems[0]?.message).toContain(words);
  });

  it('in a package that is no module is told how to be one', async () => {
    const site = newsroom({ 'templates/filters/shout.js': SHOUT });
    const refused = new SyntaxError("Unexpected token 'export'");
    const io = { ...disk, importModule: () => Promise.reject(refused) };
    const failed = buildAnew({ source: site.root, now: NOW }, effectsWith(io));
    await expect(failed).rejects.toMatchObject({
      problems: [{ code: 'filter-module', hint: expect.stringContaining('.mjs') }],
    });
  });

  it('that answers later fails the build', async () => {
    const site = newsroom({ 'templates/filters/shout.js': 'export default async (x) => x;' });
    const problems = await site.fail();
    expect(problems).toMatchObject([{ code: 'template-failed', file: 'templates/post.njk' }]);
    expect(problems[0]?.message).toContain('promise');
  });

  it('that throws is told at its place in the template', async () => {
    const site = newsroom({
      'templates/filters/shout.js': 'export default () => { throw new Error("oops"); };',
    });
    expect(await site.fail()).toMatchObject([
      { code: 'template-failed', file: 'templates/post.njk', line: 1, column: 17 },
    ]);
  });
});
