/** In which order data, config and front matter have their keys: as in Jekyll, numbers too. */
import { describe, expect, it } from 'vitest';
import { type Files, post } from '../support/site.js';
import { buildBoth, hasJekyll } from './sites/jekyll.js';

const keys = (map: string): string => `{% for pair in ${map} %}{{ pair[0] }} {% endfor %}`;

const MAPS = [
  ...['site.data', 'site.data.n', 'site.data.m', 'site.data.codes', 'site.data.j', 'site.data.j.a'],
  ...['site.data.c[0]', 'site.data.t[0]', 'site.data.loc', 'site.data.loc["en-US"]', 'site.menu'],
  ...['site.merged', 'page.m', 'page.m.z', 'site.posts[0].m'],
];

const FILES: Files = {
  '_posts/2022-05-01-a.md': post('m: {2024: a, z: b, 2023: c}'),
  '_data/codes.yml': '"600519": a\n"000001": b\n"300750": c\n7: d\n',
  '_data/j.json': '{"b":1,"10":2,"a":{"9":4,"\\u0038":5}}',
  '_data/c.csv': '2024,name,2023\na,b,c\n',
  '_data/t.tsv': '7\t__proto__\t3\na\tb\tc\n',
  '_data/b.yaml': 'x: 1',
  '_data/loc.yml':
    'EN: &EN\n  t: About\n  2: b\n  1: a\nen-GB: *EN\nen-US:\n  <<: *EN\n  t: Us\n  0: z\n',
  ...Object.fromEntries(
    ['9', '10', '2024', '000001', 'b', 'a'].map((n) => [`_data/n/${n}.yml`, 'x']),
  ),
  ...{
    '_data/m/z.yml': 'x',
    '_data/m/b.json': '1',
    '_data/m/aa/1.yml': 'x',
    '_data/m/c.yaml': 'x',
  },
  'o.txt': post('m: {2024: a, z: {4: a, 3: b}, 2023: c}', MAPS.map(keys).join('\n')),
};

const CONFIG = `
menu: {2024: a, home: /, 2023: b}
base: &base {9: a, x: b, 3: c}
merged:
  <<: *base
  1: z
`;

describe.skipIf(!hasJekyll)('the order of keys', () => {
  it('is Jekyll’s', async () => {
    const { ours, theirs, status } = await buildBoth(CONFIG, FILES);
    expect(status).toBe(0);
    const text = theirs.files.get('o.txt') ?? '';
    expect(
      text
        .split('\n')
        .slice(0, MAPS.length)
        .every((line) => line !== ''),
    ).toBe(true);
    expect(ours.files.get('o.txt')).toBe(text);
  });
});
