/** Liquid's filters and comparisons beside Ruby's: the same values of every kind, and the same result. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { plainValue, type Value } from '../../src/model/data.js';
import { createFilters } from '../../src/theme/filters/filters.js';
import { liquidFilters } from '../../src/theme/filters/liquid/liquid-filters.js';
import { LiquidFloat } from '../../src/theme/runtime/liquid/liquid-float.js';
import { operations } from '../../src/theme/runtime/operations.js';
import { tests } from '../../src/theme/runtime/tests.js';
import { settings } from '../theme/theme.js';

const RUBY = `
require 'json'; require 'liquid'; require 'jekyll'
class Site
  def filter_cache; @cache ||= {}; end
  def config; {'url' => 'https://news.example', 'baseurl' => '/base'}; end
end
results = JSON.parse(STDIN.read).map do |name, input, args|
  begin
    context = Liquid::Context.new({}, {}, {site: Site.new}, true)
    if name.match?(/\\w\\w/) && name != 'contains'
      result = context.strainer.invoke(name, input, *args)
    else
      result = Liquid::Condition.new(input, name, args[0]).evaluate(context) ? true : false
    end
    result.is_a?(Array) ? result.join : result.to_s
  rescue Exception
    nil
  end
end
puts results.to_json
`;

const hasRuby = spawnSync('ruby', ['-e', "require 'jekyll'; require 'liquid'"]).status === 0;

/** A float without a fraction: JSON's text has it, JavaScript's numbers have not. */
const float = (value: number): LiquidFloat => new LiquidFloat(value);

type Input = Value | LiquidFloat | readonly Input[] | { readonly [key: string]: Input };

const INPUTS: readonly Input[] = [
  ...[null, true, false, 0, 5, -5, 7, 12.5, -0.5, 2.675, 1e14],
  ...[float(7), float(-3), float(0)],
  ...['', ' ', 'abc', 'Hello World and more', '7', '7.5', '-3', '3.9x', ' a \n b\t', 'a,b,,c,,'],
  ...[
    '<p class="x">A &amp; b</p>',
    'it\'s "so" & <b>',
    '涨了 1.2% 看好',
    '2022-05-16',
    'a/index.html',
  ],
  ...['<script>x</script>y<style>z</style><!-- w --><br/>', 'a\r\nb\nc', 'x < y > z', 'ÀÉ ß ı'],
  [],
  [1, 2, 3],
  [3, 1, 2, 1],
  ['b', 'a', 'C', 'a'],
  [1, [2, [3, null]], float(4)],
  [
    { a: 1, b: 'x' },
    { a: 2, b: 'y' },
    { a: '1', b: ['x', 'z'] },
  ],
  [{ a: '10', b: 3 }, { a: '9', b: 2 }, { b: 1 }],
  { a: 1, b: [1, null, 'x"y'] },
  {},
];

const TEXT_ARGS: readonly (readonly Input[])[] = [['a'], [''], [' '], [5], [null], ['b', 'X']];
const NUMBER_ARGS: readonly (readonly Input[])[] = [[2], [-3], [0.1], [float(2)], ['2.5'], ['x']];

/** Filters and what they are called with. */
const CALLS: Readonly<Record<string, readonly (readonly Input[])[]>> = {
  ...Object.fromEntries(
    [
      'upcase',
      'downcase',
      'capitalize',
      'strip',
      'lstrip',
      'rstrip',
      'strip_newlines',
      'escape',
      'escape_once',
      'xml_escape',
      'strip_html',
      'newline_to_br',
      'url_encode',
      'base64_encode',
      'normalize_whitespace',
      'size',
      'first',
      'last',
      'reverse',
      'compact',
      'uniq',
      'abs',
      'ceil',
      'floor',
      'round',
      'sort_natural',
      'join',
      'inspect',
      'truncatewords',
      'truncate',
      'default',
      'to_integer',
      'sort',
      'number_of_words',
      'strip_index',
    ].map((name) => [name, [[]]]),
  ),
  ...Object.fromEntries(
    ['append', 'prepend', 'remove', 'remove_first', 'remove_last', 'split', 'join'].map((name) => [
      name,
      TEXT_ARGS.filter((args) => args.length === 1),
    ]),
  ),
  replace: TEXT_ARGS,
  replace_first: TEXT_ARGS,
  replace_last: [
    ['a', 'X'],
    ['', 'X'],
  ],
  ...Object.fromEntries(
    ['plus', 'minus', 'times', 'divided_by', 'modulo', 'at_least', 'at_most'].map((name) => [
      name,
      NUMBER_ARGS,
    ]),
  ),
  round: [[], [1], [2], [-1]],
  slice: [[0], [1, 2], [-2], [-2, 5], [9], ['1', '2']],
  truncate: [[], [5], [5, ''], [5, '涨涨'], [2, 'xxxx']],
  truncatewords: [[], [1], [2, '--'], [0]],
  where: [
    ['a', 1],
    ['a', '1'],
    ['b', 'x'],
    ['a', null],
  ],
  find: [
    ['a', 1],
    ['b', 'x'],
  ],
  group_by: [['a'], ['b']],
  sort: [[], ['a'], ['a', 'last'], ['b']],
  sort_natural: [[], ['b']],
  map: [['a'], ['b']],
  uniq: [[], ['a']],
  compact: [[], ['b']],
  concat: [[[1, [2]]]],
  push: [['x']],
  pop: [[], [2]],
  shift: [[], [2]],
  unshift: [['x']],
  default: [['d'], [null]],
  number_of_words: [[], ['cjk'], ['auto']],
  date: [['%Y-%m-%d %H:%M:%S %z'], [''], [null]],
  date_to_string: [[], ['ordinal', 'US']],
  date_to_long_string: [[], ['ordinal']],
  date_to_xmlschema: [[]],
  date_to_rfc822: [[]],
  relative_url: [[]],
  absolute_url: [[]],
  slugify: [[], ['pretty'], ['latin']],
  cgi_escape: [[]],
  uri_escape: [[]],
  url_decode: [[]],
};

interface Call {
  readonly name: string;
  readonly input: Input;
  readonly args: readonly Input[];
}

/** With a key Ruby looks into texts and numbers too, in ways that no page uses. */
const KEYED: ReadonlySet<string> = new Set([
  'find',
  'group_by',
  'sort',
  'sort_natural',
  'map',
  'uniq',
  'compact',
]);

function isSensible(name: string, input: Input, args: readonly Input[]): boolean {
  // Milliseconds; addresses with blanks at their ends are cleaned in other ways.
  if (name.startsWith('date')) return input !== 1e14;
  if (name.endsWith('_url')) return typeof input !== 'object' && String(input).trim() === input;
  if (!KEYED.has(name) || args.length === 0) return true;
  return Array.isArray(input) && input.every((item) => typeof item === 'object' && item !== null);
}

const calls: readonly Call[] = Object.entries(CALLS).flatMap(([name, all]) =>
  all.flatMap((args) =>
    INPUTS.filter((input) => isSensible(name, input, args)).map((input) => ({ name, input, args })),
  ),
);

/** Ruby's decimals have a zero with a sign. */
const DIFFERENT: readonly string[] = [
  '-0.5 | times: ["x"] is 0.0, Ruby\'s -0.0',
  "0.0 | divided_by: [-3] is 0.0, Ruby's -0.0",
];

/** JSON in which floats stay floats. */
function written(value: unknown): string {
  if (value instanceof LiquidFloat) return String(value);
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(
    ([key, part]) => `${JSON.stringify(key)}:${written(part)}`,
  );
  return `{${pairs.join(',')}}`;
}

function plain(value: Input): unknown {
  if (value instanceof LiquidFloat) return value;
  return Array.isArray(value) ? value.map(plain) : plainValue(value as Value);
}

/** Null: Ruby makes no page of it. */
function rubys(asking: readonly Call[]): readonly (string | null)[] {
  const asked = `[${asking.map((call) => written([call.name, call.input, call.args])).join(',')}]`;
  const { stdout } = spawnSync('ruby', ['-e', RUBY], {
    input: asked,
    maxBuffer: 1e9,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Asia/Shanghai' },
  });
  return JSON.parse(stdout);
}

describe('Liquid’s values', () => {
  it.skipIf(!hasRuby)(
    'are filtered to what Ruby gives (skipped where there is no Ruby with Jekyll)',
    () => {
      const filters = liquidFilters(createFilters(settings.filters, tests), settings.filters.zone);
      const scope = { seed: 'x', variable: () => undefined };
      const different: string[] = [];
      for (const [at, expected] of rubys(calls).entries()) {
        const { name, input, args } = calls[at] as Call;
        if (expected === null) continue;
        const result = filters.get(name)?.call(scope, plain(input), ...args.map(plain));
        const shown = String(operations.liquidShown(result));
        if (shown !== expected) {
          different.push(
            `${written(input)} | ${name}: ${written(args)} is ${shown}, Ruby's ${expected}`,
          );
        }
      }
      expect(different).toEqual(DIFFERENT);
    },
  );

  it.skipIf(!hasRuby)(
    'are compared as Ruby does (skipped where there is no Ruby with Jekyll)',
    () => {
      const operators: Readonly<Record<string, (a: unknown, b: unknown) => boolean>> = {
        '==': operations.liquidEqual,
        '<': operations.liquidLess,
        '<=': operations.liquidAtMost,
        '>': operations.liquidMore,
        '>=': operations.liquidAtLeast,
        contains: operations.liquidContains,
      };
      const pairs = Object.keys(operators).flatMap((name) =>
        INPUTS.flatMap((input) => INPUTS.map((other) => ({ name, input, args: [other] }))),
      );
      const different = rubys(pairs).flatMap((expected, at) => {
        const { name, input, args } = pairs[at] as Call;
        const result = operators[name]?.(plain(input), plain(args[0] ?? null));
        // What Ruby refuses to compare is false.
        const isSame = String(result) === (expected ?? 'false');
        return isSame ? [] : [`${written(input)} ${name} ${written(args[0])} is ${result}`];
      });
      expect(different).toEqual([]);
    },
  );
});
