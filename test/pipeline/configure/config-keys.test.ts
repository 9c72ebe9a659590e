/** The config's table is sound, and what it says of values is what a build and editors are told. */
import fs from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { fitsSchema } from '../../../src/formats/json/value-schema.js';
import { CANONICALS, type Config, HTML_MODES, LIST_ORDERS } from '../../../src/model/config.js';
import type { ConfigKey, ValueSchema } from '../../../src/model/config-schema.js';
import type { Data, Value } from '../../../src/model/data.js';
import { AI_POLICIES } from '../../../src/outputs/sitemaps/config.js';
import {
  CONFIG_KEYS,
  keysIn,
  read,
  TOP_NAMES,
  TYPES,
} from '../../../src/pipeline/configure/config-keys.js';
import { configure } from '../../../src/pipeline/configure/configure.js';
import { wrongTypes, wrongValues } from '../../../src/pipeline/configure/value-checks.js';
import { disk } from '../../../src/platform/disk.js';
import { createSite } from '../../support/site.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const schema = JSON.parse(
  fs.readFileSync(path.join(ROOT, 'schema/config.json'), 'utf8'),
) as DescribedSchema;

interface DescribedSchema extends ValueSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, DescribedSchema>>;
}

/** A config with one key of the table. */
function withKey(key: string, value: Value): Data {
  const [top = '', inner] = key.split('.');
  return { [top]: inner === undefined ? value : { [inner]: value } };
}

describe('the table', () => {
  it('has each key once', () => {
    const names = CONFIG_KEYS.map(({ key }) => key);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('has of each key in a map the map, and a check', () => {
    const inner = CONFIG_KEYS.filter(({ key }) => key.includes('.'));
    expect(inner.length).toBeGreaterThan(30);
    expect(inner.filter(({ key }) => !TOP_NAMES.includes(key.split('.')[0] ?? ''))).toEqual([]);
    expect(inner.filter(({ check }) => check === undefined)).toEqual([]);
  });

  it('has defaults that are of their types and pass their checks', () => {
    const isWrong = ({ type, check, default: value }: ConfigKey): boolean =>
      value !== undefined && !fitsSchema(value, check?.schema ?? TYPES[type].schema);
    expect(CONFIG_KEYS.filter(isWrong)).toEqual([]);
  });

  it.each([
    ['html', HTML_MODES],
    ['canonical', CANONICALS],
    ['robots.ai', AI_POLICIES],
    ['pagination.order', LIST_ORDERS],
  ] as const)('has as the default of %s the first of its words', (key, [first]) => {
    expect(read.defaultOf(key)).toBe(first);
  });

  it('knows no key that it does not have', () => {
    expect(() => read.number({}, 'feed.limit')).toThrow('feed.limit');
    // The tokens of a site's look are its own.
    expect(keysIn('theme')).toEqual([]);
    expect(keysIn('pagination')).toEqual(['order']);
  });
});

describe('a default', () => {
  /** What finews makes of a config, but for what templates see of it. */
  function configOf(...lines: readonly string[]): Omit<Config, 'values'> {
    const text = ['title: T', 'url: https://news.example', ...lines].join('\n');
    const site = createSite({ '_config.yml': `${text}\n` });
    const effects = { io: disk, clock: { now: () => 0, ticks: () => 0 } };
    const { value, problems } = configure({ source: site.root }, effects);
    expect(problems).toEqual([]);
    const { values: _, ...config } = value;
    return JSON.parse(JSON.stringify(config).replaceAll(site.root, '/site'));
  }

  const written = CONFIG_KEYS.filter((one) => one.default !== undefined && one.key !== 'source');

  it.each(written)('written out, changes nothing: $key', ({ key, default: value }) => {
    const line = JSON.stringify(withKey(key, value ?? null)).slice(1, -1);
    // The map alone asks for the file.
    const without = key === 'headers.policy' ? ['headers: true'] : [];
    expect(configOf(line.replace(/^("[^"]+"):/, '$1: '))).toEqual(configOf(...without));
  });
});

/** What somebody may write under any key, and what is right under some. */
const VALUES: readonly Value[] = [
  ...[null, true, false, '', 'x', 'no such word', 0, 1, -1, 1.5, 12, 5_000_000],
  ...[[], ['a', 'b'], [[1]], [{ a: 1 }], {}, { a: 1 }, { path: '' }, { post: 0, ai: 'some' }],
  ...['zh-CN', 'zh_CN', 'chinese', 'trust', 'source', 'block', 'newest-first', '/:year/', '/'],
  ...['news.example', 'https://news.example/', '0123456789abcdef', '0123 456789abcdef'],
];

describe('schema/config.json', () => {
  it('lets pass what the build lets pass, and nothing else', () => {
    const asked = CONFIG_KEYS.filter(({ entry }) => entry === undefined);
    const configs = asked.flatMap(({ key }) => VALUES.map((value) => withKey(key, value)));
    const isTold = (config: Data): boolean =>
      wrongTypes(config).length + wrongValues(config).length > 0;
    expect(configs.filter(isTold).length).toBeGreaterThan(500);
    expect(configs.filter((config) => isTold(config) === fitsSchema(config, schema))).toEqual([]);
  });

  it.each([
    [{ nav: [{ title: '快讯', url: '/flash.html' }] }, true],
    [{ nav: [{ title: '快讯' }] }, false],
    [{ nav: ['快讯'] }, false],
    [{ sections: ['markets', 163] }, true],
    [{ sections: [{ markets: 1 }] }, false],
    [{ legal: [{ icp: 1 }, '© 示例', { title: 'x', url: '/y' }] }, true],
    [{ legal: [{ url: '/y' }] }, false],
    [{ nav: null, own: { key: [1] } }, true],
  ])('%j: %s', (config, isSound) => {
    expect(fitsSchema(config, schema)).toBe(isSound);
  });

  it("lets the demo site's config pass", () => {
    const demo = load(fs.readFileSync(path.join(ROOT, '_config.yml'), 'utf8')) as Data;
    expect(Object.keys(demo).length).toBeGreaterThan(10);
    expect(fitsSchema(demo, schema)).toBe(true);
  });

  it('says of each key what it is', () => {
    const parts = Object.values(schema.properties ?? {});
    const inner = parts.flatMap((part) => Object.values(part.properties ?? {}));
    const texts = [...parts, ...inner].map((part) => JSON.stringify({ ...part }.description));
    expect(texts.length).toBe(CONFIG_KEYS.length);
    expect(texts.filter((text) => !/^"[^\][]{4,}"$/.test(text))).toEqual([]);
  });
});

it('a value of another type is told once', async () => {
  const problems = await createSite({ '_config.yml': 'title: T\ncname: [a]\n' }).fail();
  expect(problems.map(({ code, line }) => [code, line])).toEqual([['config-type', 2]]);
});
