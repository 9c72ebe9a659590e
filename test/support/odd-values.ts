/** Values of every type that a story's front matter can have, as the parsers give them. */
import { parseFrontMatter } from '../../src/content/front-matter.js';
import type { Value } from '../../src/model/data.js';

const ODD_MAP =
  '{constructor: a, __proto__: b, toString: c, valueOf: d, toJSON: e, length: 3, size: 4, first: x, ' +
  'last: y, hasOwnProperty: f, isPrototypeOf: g, then: h, name: {a: 1}, __keywords: true, 2024: z, 7: y}';

/** As YAML writes them in one line. */
export const ODD_YAML: Readonly<Record<string, string>> = {
  null: '~',
  true: 'true',
  false: 'false',
  zero: '0',
  negative: '-1',
  float: '1.5',
  huge: '9007199254740991',
  beyond: '1e999',
  'not a number': '.nan',
  infinite: '.inf',
  empty: '""',
  text: 'x',
  digits: '"42"',
  markup: '"<b onclick=x>\\"\'&{{ x }}"',
  date: '2022-05-16',
  time: '2022-05-16T15:04:20+08:00',
  list: '[1, x, ~]',
  'empty list': '[]',
  'nested list': '[[1, [2]], [{a: 1}]]',
  'list of maps': '[{name: x, url: /x}, {}, [{}]]',
  map: '{a: 1}',
  'empty map': '{}',
  'named map': '{name: {x: 1}, url: [1], path: {}}',
  'odd map': ODD_MAP,
  'list of odd maps': `[${ODD_MAP}]`,
  deep: `${'{a: ['.repeat(20)}1${']}'.repeat(20)}`,
};

export const ODD_VALUES: ReadonlyMap<string, Value> = new Map(
  Object.entries(ODD_YAML).map(([name, yaml]) => {
    const { data } = parseFrontMatter(`---\nx: ${yaml}\n---\n`, { frontMatter: 1 << 16 });
    return [name, data['x'] ?? null];
  }),
);
