/** Maps keep the order of their keys, numbers too, in every text that data comes from or goes to. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseFrontMatter,
  parsePageFrontMatter,
} from '../../src/formats/front-matter/front-matter.js';
import { parseTrustedYaml } from '../../src/formats/front-matter/yaml.js';
import { parseJson } from '../../src/formats/json/json-order.js';
import { isSameData } from '../../src/incremental/same-data.js';
import {
  type Data,
  dataOf,
  inOrder,
  mergeData,
  plainData,
  plainValue,
  type Value,
  withEntries,
} from '../../src/model/data.js';
import { dataDigest } from '../../src/platform/digest.js';
import { packConfig, unpackConfig } from '../../src/workers/packed-config.js';

/** A map as its entries: nothing else has an order of its own. */
type Tree = string | readonly Tree[] | { readonly pairs: readonly (readonly [string, Tree])[] };

const key = fc.oneof(
  fc.nat(40).map(String),
  fc.constantFrom(...'600519 000001 300750 4294967294 4294967295 99999999999 -1 1.5 01'.split(' ')),
  fc.constantFrom(...'a b constructor __proto__ toString length 首页 a\\2 2" "2'.split(' ')),
);
const tree = fc.letrec<{ tree: Tree; map: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('x', '中文', 'a "2024": b', '\\', '{"7":'),
    fc.array(tie('tree'), { maxLength: 3 }),
    tie('map'),
  ),
  map: fc
    .uniqueArray(fc.tuple(key, tie('tree')), { selector: ([name]) => name, maxLength: 6 })
    .map((pairs) => ({ pairs })),
}));

/** JSON, which YAML reads as well. */
function written(node: Tree): string {
  if (typeof node === 'string') return JSON.stringify(node);
  if (!('pairs' in node)) return `[${node.map(written).join(',')}]`;
  const texts = node.pairs.map(([name, value]) => `${JSON.stringify(name)}: ${written(value)}`);
  return `{${texts.join(', ')}}`;
}

function compact(node: Tree): string {
  return JSON.stringify(fromTree(node));
}

/** The model: data put together entry by entry. */
function fromTree(node: Tree): Value {
  if (typeof node === 'string') return node;
  if (!('pairs' in node)) return node.map(fromTree);
  return dataOf(node.pairs.map(([name, value]) => [name, fromTree(value)]));
}

/** By hand, so that the model is proved as well. */
function orderOf(node: Tree): readonly unknown[] {
  if (typeof node === 'string') return [];
  if (!('pairs' in node)) return node.map(orderOf);
  return node.pairs.map(([name, value]) => [name, orderOf(value)]);
}

function orderIn(value: Value): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.map(orderIn);
  return Object.entries(value).map(([name, inner]) => [name, orderIn(inner)]);
}

describe('the order of keys', () => {
  it('is the text’s, whoever reads it', () => {
    fc.assert(
      fc.property(tree.map, (map) => {
        const text = written(map);
        const order = orderOf(map);
        const block = `---\nm: ${text}\n---\n`;
        const limits = { frontMatter: 1 << 16 };
        expect(orderIn(fromTree(map))).toEqual(order);
        expect(orderIn(plainValue(parseJson(text) as Value))).toEqual(order);
        expect(orderIn(parseTrustedYaml(text, 'a.yml').value)).toEqual(order);
        expect(orderIn(parseFrontMatter(block, limits).data['m'] ?? null)).toEqual(order);
        expect(orderIn(parsePageFrontMatter(block).data['m'] ?? null)).toEqual(order);
      }),
      { numRuns: 150 },
    );
  });

  it('survives copies, JSON and other threads', () => {
    fc.assert(
      fc.property(tree.map, (map) => {
        const value = fromTree(map) as Data;
        const order = orderOf(map);
        expect(orderIn(plainData(value))).toEqual(order);
        expect(orderIn(plainValue(parseJson(JSON.stringify(value)) as Value))).toEqual(order);
        expect(orderIn(mergeData(value, value))).toEqual(order);
        expect(orderIn(withEntries(value, dataOf([])))).toEqual(order);
        const config = structuredClone(packConfig({ values: value, defaults: [] }));
        expect(orderIn(unpackConfig(config).values)).toEqual(order);
        expect(compact(map)).toBe(JSON.stringify(plainData(value)));
      }),
      { numRuns: 150 },
    );
  });

  it('is part of what data is', () => {
    const [one, other] = [
      dataOf([['2', 'a'], ['1', 'b']]),
      dataOf([['1', 'b'], ['2', 'a']]),
    ]; // biome-ignore format: pairs
    expect(isSameData(one, other)).toBe(false);
    expect(dataDigest(one)).not.toBe(dataDigest(other));
    expect(Object.keys(mergeData(one, dataOf([['0', 'c'], ['2', 'd']])))).toEqual(['2', '1', '0']); // biome-ignore format: pairs
  });

  it('is lost by no clone in silence', () => {
    expect(() => structuredClone(dataOf([['2', 'a'], ['1', 'b']]))).toThrow(/clone/); // biome-ignore format: pairs
    const usual = { a: 1, '7': 2 };
    expect(inOrder(usual, ['7', 'a'])).toBe(usual);
  });

  it.each([
    ['2024: a\n"2023": b\n? 2022\n: c\n\'7\': d\nz: e\n\n# x\n"\\x31": f', '2024 2023 2022 7 z 1'],
    ["&a 2024: a\n! '2023': b\n0: *a", '2024 2023 0'],
    ['9: {3: a, 2: b}\n8: [{3: a}, 2: b, {c: 1}]', '9 8'],
    ['b: &b {9: 1, 8: 2}\n7:\n  <<: *b\n  6: x\n  8: y', 'b 7'],
  ])('of %j is that', (text, keys) => {
    const { value } = parseTrustedYaml(text, 'a.yml');
    expect(Object.keys(value as Data).join(' ')).toBe(keys);
  });

  it('of a merged map is that of the texts', () => {
    const { value } = parseTrustedYaml('b: &b {9: 1, 8: 2}\n7:\n  <<: *b\n  6: x\n  8: y', 'a.yml');
    expect(JSON.stringify(value)).toBe('{"b":{"9":1,"8":2},"7":{"9":1,"8":"y","6":"x"}}');
  });
});
