/** The table of front-matter keys names what is read, and editors are told what posts may say. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFrontMatter } from '../../../src/formats/front-matter/front-matter.js';
import { fitsSchema } from '../../../src/formats/json/value-schema.js';
import type { ValueSchema } from '../../../src/model/config-schema.js';
import { FRONT_MATTER_KEYS } from '../../../src/model/front-matter-keys.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const KEYS: ReadonlySet<string> = new Set(FRONT_MATTER_KEYS);

function read(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** Files below a folder of the project, from its root. */
function filesIn(folder: string, ending: RegExp): readonly string[] {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => path.join(folder, name));
}

/** What each match of the pattern has as its first group, once. */
function namesIn(texts: readonly string[], pattern: RegExp): readonly string[] {
  const found = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  return [...new Set(found)];
}

describe('the table names', () => {
  it('what code reads of front matter under a name in quotes', () => {
    const code = ['formats', 'outputs', 'pipeline', 'theme'].flatMap((room) =>
      filesIn(`src/${room}`, /\.ts$/).map(read),
    );
    const names = namesIn(code, /\b(?:data|facts|fields|page)\['(\w+)'\]/g);
    expect(names).toContain('redirect_to');
    // Of a term's entry in `_data`, of `_data` itself, and of a page's view beyond its front matter.
    const others = [
      'entry',
      'name',
      'parts',
      'type',
      'theme',
      'body_image',
      'category_terms',
      'collection',
      'tag_terms',
      'url',
    ];
    expect(names.filter((name) => !KEYS.has(name) && !others.includes(name))).toEqual([]);
  });

  it('what the built-in theme reads of a page, where it is no variable', () => {
    const code = filesIn('templates', /\.njk$/).map(read);
    const names = namesIn(code, /(?<![.\w])(?:page|post)\.([a-z_]+)/g);
    expect(names).toContain('featured');
    const [, variables = ''] = read('docs/theme.md').split('\n## Variables\n');
    const told = `${read('docs/templates.md')}${variables.split('\n## ')[0]}`;
    const words = new Set(namesIn([told], /`([^`\n]+)`/g).flatMap((span) => span.split(/[^\w]+/)));
    expect(names.filter((name) => !KEYS.has(name) && !words.has(name))).toEqual([]);
  });
});

describe('schema/front-matter.json', () => {
  const schema = JSON.parse(read('schema/front-matter.json')) as ValueSchema;

  it('lets every post and page of the demo site pass', () => {
    const files = ['_posts', '_drafts', 'markets', 'pages'].flatMap((folder) =>
      filesIn(folder, /\.(?:md|html)$/),
    );
    expect(files.length).toBeGreaterThan(20);
    const dataOf = (file: string): ReturnType<typeof parseFrontMatter> =>
      parseFrontMatter(read(file), { frontMatter: 65_536 });
    expect(files.filter((file) => !fitsSchema(dataOf(file).data, schema))).toEqual([]);
  });

  it.each([
    [{ published: 'no', draft: true, own: [1] }, true],
    [{ published: 'perhaps' }, false],
    [{ title: null, layout: false, tags: ['a', 1], categories: 'a b' }, true],
    [{ title: ['a'] }, false],
    [{ tags: { a: 1 } }, false],
    [{ author: ['wang', { name: 'Li', url: 'https://li.example' }] }, true],
    [{ author: true }, false],
    [{ image: { path: '/a.png', alt: 'A', width: 600 } }, true],
    [{ image: 1 }, false],
    [{ canonical: 'source', noindex: true, seo: { type: 'NewsArticle' } }, true],
    [{ canonical: 'theirs' }, false],
    [{ noindex: 'yes' }, false],
    [{ redirect_from: ['/a', '/b'], redirect_to: '/c' }, true],
    [{ corrections: [{ date: '2022-05-16', text: 'x' }, 'y'] }, true],
  ])('%j: %s', (data, isSound) => {
    expect(fitsSchema(data, schema)).toBe(isSound);
  });
});
