/** What docs/theme.md lists is what the theme has. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tokenNames } from '../../src/formats/html/design-tokens.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const docs = fs.readFileSync(path.join(ROOT, 'docs/theme.md'), 'utf8');
const words = new Set(
  [...docs.matchAll(/`([^`]*)`/g)].flatMap(([, code = '']) => code.split(/[\s,]+/)),
);
const stems = (folder: string): readonly string[] =>
  fs
    .readdirSync(path.join(ROOT, 'templates', folder))
    .filter((name) => name.endsWith('.njk'))
    .map((name) => name.replace('.njk', ''));

describe('docs/theme.md', () => {
  it.each(['.', 'parts'])('names every template in templates/%s', (folder) => {
    const code = new Set(
      [...words].map((word) => word.replace(/^parts\//, '').replace(/\.njk$/, '')),
    );
    expect(stems(folder).filter((stem) => !code.has(stem))).toEqual([]);
  });

  it('names every token', () => {
    const css = fs.readFileSync(path.join(ROOT, 'templates/assets/style.css'), 'utf8');
    expect([...tokenNames(css)].filter((name) => !words.has(name))).toEqual([]);
  });
});
