import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { locateSite } from '../../src/pipeline/site-location.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, NOW, post, readTree, type TestSite } from '../support/site.js';

const CONFIG = 'title: T\nbrand: "#c00"\nskin: plain\ncategory_permalink: false\n';

const STYLES: Files = {
  ...PLAIN,
  '_config.yml': `${CONFIG}sass: {load_paths: [lib, node_modules], sourcemap: never}\n`,
  '_posts/2024-01-01-a.md': post('title: 甲'),
  'css/main.scss': post(
    'title: x',
    '@import "{{ site.skin }}", "base";\n@use-nothing;\n.a { color: {{ site.brand }}; .b { margin: $gap } }',
  ),
  'css/old.sass': post('', '@use "near"\n.c\n  margin: near.$gap\n'),
  'css/_near.sass': '$gap: 3px\n',
  'css/far.scss': post(
    '',
    '@use "kit/all";\n@use "sass:meta";\n@include meta.load-css("kit/late");',
  ),
  'css/page.css': post('', '.d { color: {{ site.brand }} }'),
  '_sass/_plain.scss': '.plain { top: 0 }',
  '_sass/_base.scss': '$gap: 4px;\n@import "deep/one";',
  '_sass/deep/_one.scss': '.one { left: 0 }',
  'node_modules/kit/_all.scss': '@forward "src/part";',
  'node_modules/kit/src/_part.scss': '.part { right: 0 }',
  'node_modules/kit/_late.css': '.late { bottom: 0 }',
};

async function touched(site: TestSite): Promise<readonly string[]> {
  const { outputs } = await site.build();
  return outputs.touched.filter((output) => output.startsWith('css/')).sort();
}

/** A clean build's tree is the same. */
async function expectAsClean(site: TestSite): Promise<void> {
  const before = site.tree();
  const clean = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-test-'));
  onTestFinished(() => fs.rmSync(clean, { recursive: true, force: true }));
  await site.build({ destination: clean, cache: false });
  expect(readTree(clean)).toEqual(before);
}

describe('a style sheet', () => {
  it('is compiled, and made anew with any file that it read or looked for', async () => {
    const site = createSite(STYLES);
    const first = await site.build();
    expect(first.problems).toEqual([]);
    expect(site.read('css/main.css').replace(/\s+/g, ' ')).toContain(
      '.plain { top: 0; } .one { left: 0; } @use-nothing; .a { color: #c00; } .a .b { margin: 4px; }',
    );
    expect(site.read('css/old.css')).toContain('margin: 3px');
    expect(site.read('css/far.css')).toMatch(/\.part[\s\S]*\.late/);
    expect(site.read('css/page.css')).toContain('color: #c00');
    expect([site.has('css/main.css.map'), site.has('css/_near.sass')]).toEqual([false, false]);
    expect(await touched(site)).toEqual([]);

    // A partial changes just those that read it.
    site.write({ '_sass/deep/_one.scss': '.one { left: 1px }' });
    expect(await touched(site)).toEqual(['css/main.css']);
    // One that is found earlier takes its place.
    site.write({
      'lib/deep/_one.scss': '.other { left: 0 }',
      'lib/_base.scss': '@import "deep/one"; $gap: 9px;',
    });
    expect(await touched(site)).toEqual(['css/main.css']);
    expect(site.read('css/main.css')).toMatch(/\.other[\s\S]*9px/);
    site.write({ 'node_modules/kit/src/_part.scss': '.part { right: 2px }' });
    expect(await touched(site)).toEqual(['css/far.css']);
    site.write({
      '_config.yml': `${CONFIG}sass: {load_paths: [lib, node_modules], style: compressed}\n`,
    });
    const names = ['far', 'main', 'old'].map((name) => `css/${name}.css`);
    expect(await touched(site)).toEqual([...names, ...names.map((name) => `${name}.map`)].sort());
    expect(site.read('css/old.css')).toBe('.c{margin:3px}\n\n/*# sourceMappingURL=old.css.map */');
    const map = JSON.parse(site.read('css/old.css.map'));
    expect(map).toMatchObject({
      version: 3,
      file: 'old.css',
      sources: ['css/old.sass', 'css/_near.sass'],
    });
    expect(map.sourcesContent[0]).toContain('near.$gap');
    await expectAsClean(site);
  });

  it('that is wrong is told at its line, in whichever file, and mended', async () => {
    const site = createSite(STYLES);
    await site.build();
    site.write({ '_sass/deep/_one.scss': '.one {\n  left: $nowhere;\n}\n' });
    const [undefinedName] = await site.fail();
    expect(undefinedName).toMatchObject({
      code: 'style-syntax',
      file: '_sass/deep/_one.scss',
      line: 2,
      column: 9,
    });
    expect(undefinedName?.message).toContain('Undefined variable');
    expect(undefinedName?.frame).toContain('left: $nowhere;');
    site.write({
      '_sass/deep/_one.scss': '',
      'css/main.scss': post('a: b', '.a { b: c }\n@import "nope";'),
    });
    const [missing] = await site.fail();
    expect(missing).toMatchObject({ code: 'style-syntax', file: 'css/main.scss', line: 5 });
    expect(missing?.hint).toContain('in lib, in node_modules, in _sass');
    // The name that was looked for in vain is there.
    site.write({ '_sass/nope.scss': '.found { b: c }' });
    expect(await touched(site)).toEqual(['css/main.css']);
    site.write({ '_sass/_nope.scss': '' });
    expect((await site.fail())[0]?.message).toContain('_sass/_nope.scss, _sass/nope.scss');
  });

  it('reads nothing outside of the site', async () => {
    const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-test-'));
    onTestFinished(() => fs.rmSync(outside, { recursive: true, force: true }));
    fs.writeFileSync(path.join(outside, '_secret.scss'), '.secret { a: b }');
    const load = (name: string): Files => ({ 'a.scss': post('', `@import "${name}";`) });
    const site = createSite({
      ...PLAIN,
      '_config.yml': `${CONFIG}sass:\n  load_paths: ["../x", "${outside}"]\n`,
      '_posts/2024-01-01-a.md': post('title: 甲'),
      ...load('ok'),
      '_sass/_ok.scss': '.ok { a: b }',
    });
    fs.symlinkSync(outside, path.join(site.root, '_sass/link'));
    const { problems } = await site.build();
    const told = problems.filter(({ code }) => code === 'style-outside');
    expect(told).toMatchObject([
      { file: '_config.yml', line: 6 },
      { file: '_config.yml', line: 6 },
    ]);
    const name = path.relative(site.root, path.join(outside, 'secret'));
    for (const one of [
      'secret',
      'link/secret',
      name,
      `file://${outside}/_secret.scss`,
      `${outside}/secret`,
    ]) {
      site.write(load(one));
      const failed = await site.build().then(
        () => site.read('a.css'),
        () => 'failed',
      );
      expect(failed).not.toContain('secret {');
    }
  });

  it('is left out where nothing compiles it, and that is told once', async () => {
    const site = createSite(STYLES);
    const io = { ...disk, findPackage: () => null };
    const { problems, outputs } = await buildAnew({ source: site.root, now: NOW }, effectsWith(io));
    expect(problems).toMatchObject([
      { code: 'style-uncompiled', severity: 'warning', file: 'css/far.scss' },
    ]);
    expect(problems[0]?.message).toContain('css/main.scss, css/old.sass');
    expect(problems[0]?.hint).toContain('npm install');
    expect(outputs.paths.filter((output) => /^css/.test(output))).toEqual(['css/page.css']);
    const next = { ...disk, findPackage: () => ({ version: '2.0.0', file: '/nowhere' }) };
    const other = await buildAnew({ source: site.root, now: NOW }, effectsWith(next));
    expect(other.problems).toMatchObject([{ code: 'style-uncompiled' }]);
    // Installed, it needs no other change.
    expect(await touched(site)).toEqual(['css/far.css', 'css/main.css', 'css/old.css']);
  });

  it('is watched with the folders that it loads from', () => {
    const site = createSite(STYLES);
    const { ignores } = locateSite({ source: site.root }, effectsWith(disk));
    const isIgnored = (name: string): boolean => ignores(path.join(site.root, name));
    expect(['_sass', '_sass/deep/_one.scss', 'lib/_base.scss'].map(isIgnored)).toEqual([
      ...[false, false, false],
    ]);
    expect(['_other/a.scss', 'node_modules/kit'].map(isIgnored)).toEqual([true, true]);
  });
});

describe('what a filter compiles', () => {
  const STYLED: Files = {
    '_config.yml': CONFIG,
    '_layouts/plain.html':
      '<style>{% capture own %}@import "base";\n.a { .b { margin: $gap } }{% endcapture %}{{ own | scssify }}</style>{{ content }}',
    '_sass/_base.scss': '$gap: 4px;\n@import "deep/one";',
    '_sass/deep/_one.scss': '.one { left: 0 }',
    'index.html': post('layout: plain', '[{{ ".c\n  top: 0" | sassify }}][{{ "" | scssify }}]'),
    'other.html': post('', 'no style'),
  };

  it('is CSS, and made anew with any file that it read', async () => {
    const site = createSite(STYLED);
    expect((await site.build()).problems).toEqual([]);
    const shown = (): string => site.read('index.html').replace(/\s+/g, ' ');
    expect(shown()).toContain(
      '<style>.one { left: 0; } .a .b { margin: 4px; } </style>[.c { top: 0; } ][]',
    );
    site.write({ '_sass/deep/_one.scss': '.one { left: 9px }' });
    const { outputs } = await site.build();
    expect(outputs.touched).toContain('index.html');
    expect(outputs.touched).not.toContain('other.html');
    expect(shown()).toContain('.one { left: 9px; }');
    await expectAsClean(site);
  });

  it('that is wrong is told where the filter stands, and where in the text', async () => {
    const site = createSite({ ...STYLED, 'index.html': post('', 'a\nb {{ "a { b" | scssify }}') });
    expect(await site.fail()).toMatchObject([
      {
        ...{ file: 'index.html', line: 5 },
        message: expect.stringMatching(/Sass: expected .* \(line 1:\d+\)/),
      },
    ]);
    site.write({ 'index.html': STYLED['index.html'] ?? '', '_sass/_base.scss': '$gap: ;' });
    expect(await site.fail()).toMatchObject([
      {
        file: '_layouts/plain.html',
        message: expect.stringContaining('(_sass/_base.scss:1:7)'),
      },
    ]);
  });

  it('is empty where nothing compiles it, and that is told once', async () => {
    const site = createSite({ ...STYLED, 'also.html': post('', '{{ ".c" | sassify }}') });
    const effects = effectsWith({ ...disk, findPackage: () => null });
    const { problems } = await buildAnew({ source: site.root, now: NOW }, effects);
    expect(problems).toMatchObject([
      { code: 'style-uncompiled', file: '_layouts/plain.html', line: 2 },
    ]);
    expect(site.read('index.html')).toContain('<style></style>[][]');
  });
});
