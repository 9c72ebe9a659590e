/** Style sheets of a Jekyll site, compiled by both; libsass' and dart-sass' blanks are not compared. */
import { compileString } from 'sass';
import { expect, it } from 'vitest';
import { type Files, post } from '../support/site.js';
import { type Built, buildBoth, hasJekyll } from './sites/jekyll.js';

const STYLES: Files = {
  '_posts/2024-01-01-a.md': post('title: A'),
  'assets/main.scss': post(
    '',
    '$skin: "{{ site.skin | default: "red" }}";\n@import "skins/{{ site.tone }}", "base";\n.a { color: $skin; &:hover { color: $tone } }',
  ),
  'assets/indented.sass': post('', '@import base\n.b\n  margin: $gap\n'),
  'assets/moved.scss': post('permalink: /css/site.css', '@import "lib";'),
  'assets/laid.scss': post('layout: story', '.c { d: e }'),
  'assets/same.scss': post('', '@import "same";\n.h { left: $same }'),
  '_parts/same.scss': '$same: 1px;',
  'assets/plain.css': post('', '.d { color: {{ site.tone }} }'),
  'assets/copied.scss': '.no { front: matter }',
  '_parts/skins/_dark.scss': '$tone: #222;',
  '_parts/_base.scss': '$gap: 2px;\n@import "nested/one";',
  '_parts/nested/_one.scss': '.one { margin: $gap * 2 }',
  'more/_lib.scss': '.lib { top: 0 }',
  'kits/a/scss/_early.scss': '$early: 1px; .early { left: $early }',
  'kits/b/scss/_late.scss': '.late { left: 0 }',
  'kits/b/_scss.scss': '.no { folder: of its }',
  '_things/sheet.scss': post(
    'layout: story',
    '@import "early", "late";\n.e { left: $early; .f { g: h } }',
  ),
  '_things/other.sass': post('', '.g\n  left: 0'),
};

const CONFIG =
  'title: T\ntone: dark\nsass:\n  sass_dir: _parts\n  load_paths: [more, "kits/*/scss"]\ncollections: {things: {output: true, permalink: "/assets/:name:output_ext"}}\n';

function plain(css: string): string {
  const text = css.replace(/\/\*# sourceMappingURL=[\s\S]*?\*\//, '');
  return compileString(text, { style: 'compressed' }).css;
}

it.skipIf(!hasJekyll)('have the same rules at the same places', async () => {
  const { theirs, ours, result } = await buildBoth(CONFIG, STYLES);
  expect(result.problems).toEqual([]);
  // Jekyll's map of a page with a permalink takes the style sheet's own place.
  const namesIn = ({ files }: Built): readonly string[] =>
    [...files.keys()].filter(
      (name) => /^(?:assets|css)\/[^-]*$/.test(name) && !name.startsWith('css/site.css'),
    );
  const names = namesIn(theirs);
  expect(namesIn(ours)).toEqual(names);
  expect(ours.files.get('css/site.css')).toContain('.lib');
  for (const name of names.filter((one) => one.endsWith('.css'))) {
    expect([name, plain(ours.files.get(name) ?? '')]).toEqual([
      name,
      plain(theirs.files.get(name) ?? ''),
    ]);
  }
});
