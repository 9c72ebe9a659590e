import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isIdSlug,
  isIgnoredName,
  parsePostName,
  titleFromSlug,
} from '../../../src/formats/urls/file-name.js';
import { runs } from '../../support/runs.js';
import { hasRuby, ruby } from '../ruby.js';

const calendarDay = (text: string | null): object | null => {
  if (text === null) return null;
  const [year, month, day] = text.split('-').map(Number);
  return { year, month, day };
};

/** Name; date, matched, slug, ext; the date in the id. */
const NAMES: readonly (readonly [string, string | null, boolean, string, string, string | null])[] =
  [
    [
      '2022-05-16-NW202205162380456220.md',
      '2022-5-16',
      true,
      'NW202205162380456220',
      '.md',
      '2022-5-16',
    ],
    ['-202205262391921712.md', null, false, '202205262391921712', '.md', '2022-5-26'],
    ['2021-12-01-init.md', '2021-12-1', true, 'init', '.md', null],
    ['2022-5-6-x.md', '2022-5-6', true, 'x', '.md', null],
    ['22-05-06-x.md', '2022-5-6', true, 'x', '.md', null],
    ['69-05-06-x.md', '1969-5-6', true, 'x', '.md', null],
    ['68-05-06-x.md', '2068-5-6', true, 'x', '.md', null],
    ['222-05-06-x.md', '222-5-6', true, 'x', '.md', null],
    ['2022-02-30-x.md', null, true, 'x', '.md', null],
    ['2022-13-45-x.md', null, true, 'x', '.md', null],
    ['2022-05-06-.md', '2022-5-6', true, '', '.md', null],
    ['2022-05-06-a...md', '2022-5-6', true, 'a', '.md', null],
    ['2022-05-06-a.b.MARKDOWN', '2022-5-6', true, 'a.b', '.markdown', null],
    ['2022-05-06-央行降准.md', '2022-5-6', true, '央行降准', '.md', null],
    ['2022-05-06.md', null, false, '2022-05-06', '.md', null],
    ['2022-05-06-x', null, false, '2022-05-06-x', '', null],
    ['2-05-06-x.md', null, false, '2-05-06-x', '.md', null],
    ['20220526-x.md', null, false, '20220526-x', '.md', '2022-5-26'],
    ['x20220532.md', null, false, 'x20220532', '.md', null],
    ['1120220526.md', null, false, '1120220526', '.md', null],
    ['000858-20220526.md', null, false, '000858-20220526', '.md', '2022-5-26'],
    ['--_.x.md', null, false, 'x', '.md', null],
    ['.md', null, false, '', '.md', null],
    ['a.', null, false, 'a', '', null],
    ['', null, false, '', '', null],
  ];

describe('parsePostName', () => {
  it.each(NAMES)('%j', (name, date, matched, slug, ext, idDate) => {
    expect(parsePostName(name)).toEqual({
      date: calendarDay(date),
      matched,
      slug,
      ext,
      idDate: calendarDay(idDate),
    });
  });

  it.each([
    ['199001011', '1990-1-1'],
    ['209912310', '2099-12-31'],
    ['198912310', null],
    ['210001010', null],
    ['2022052', null],
  ])('looks for a plausible date in the id %s', (id, expected) => {
    expect(parsePostName(`${id}.md`).idDate).toEqual(calendarDay(expected));
  });

  it.skipIf(!hasRuby)('matches, cuts and dates names as Jekyll does', () => {
    const digits = fc.stringMatching(/^[0-9]{1,4}$/);
    const part = fc.oneof(
      fc.integer({ min: 1, max: 31 }).map(String),
      fc.stringMatching(/^0?[1-9]$/),
    );
    const anySlug = fc.constantFrom('x', '', 'a-b', 'a.b', '央行.', '-x');
    const anyExt = fc.constantFrom('.md', '.html', '', '..md');
    const anyName = fc
      .tuple(digits, part, part, anySlug, anyExt)
      .map(([year, month, date, slug, end]) => `${year}-${month}-${date}-${slug}${end}`);
    const names = fc.sample(anyName, { numRuns: runs(2000), seed: 3 });
    const script = String.raw`
      matcher = %r!^(?>.+/)*?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)$!
      input.map { |name|
        next nil unless name =~ matcher
        date, slug, ext = Regexp.last_match.captures
        y, m, d = date.split('-')
        t = Time.parse(date) rescue nil
        real = t && t.day == d.to_i ? { year: t.year, month: t.mon, day: t.day } : nil
        { date: real, slug: slug.gsub(/\.*\z/, ''), ext: ext }
      }`;
    const ours = names.map((name) => {
      const { date, matched, slug, ext } = parsePostName(name);
      return matched ? { date, slug, ext } : null;
    });
    expect(ours).toEqual(ruby(script, names));
  });
});

describe('isIdSlug', () => {
  it.each([
    'NW202205162380456220',
    '202205262391921712',
    '000858',
    '2022-05-26',
    't20220526_1234567',
    'c_1128691234',
    '550e8400-e29b-41d4-a716-446655440000',
    'd41d8cd98f00b204e9800998ecf8427e',
    '',
    '--',
  ])('%j has no words', (slug) => {
    expect(isIdSlug(slug)).toBe(true);
  });

  it.each([
    'init',
    '央行降准',
    'covid-19',
    'A股',
    '5g',
    'top-10-2022-05-26',
    'deadbeefdeadbeef',
    'report202205',
  ])('%j has words', (slug) => {
    expect(isIdSlug(slug)).toBe(false);
  });
});

describe('titleFromSlug', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['hello-big-world', 'Hello Big World'],
    ['NW2022-iPhone', 'Nw2022 Iphone'],
    ['央行-a股', '央行 A股'],
    ['a--b', 'A  B'],
    ['-a-', ' A'],
    ['élan-über', 'Élan Über'],
    ['---', ''],
    ['', ''],
  ];

  it.each(CASES)('%j becomes %j', (slug, title) => {
    expect(titleFromSlug(slug)).toBe(title);
  });

  it.skipIf(!hasRuby)('agrees with Ruby', () => {
    const slugs = fc.sample(
      fc.string({ unit: fc.constantFrom(...'aBcéÉя-央1. '.split('')), maxLength: 12 }),
      { numRuns: 500, seed: 5 },
    );
    const script = "input.map { |slug| slug.split('-').map!(&:capitalize).join(' ') }";
    const inputs = slugs.concat(CASES.map(([slug]) => slug));
    expect(inputs.map(titleFromSlug)).toEqual(ruby(script, inputs));
  });
});

describe('isIgnoredName', () => {
  it.each([
    ['.hidden.md', true],
    ['_x.md', true],
    ['#x#', true],
    ['~x.md', true],
    ['x.md~', true],
    ['x.md', false],
    ['-x.md', false],
    ['x_~.md', false],
  ])('%s: %s', (name, ignored) => {
    expect(isIgnoredName(name)).toBe(ignored);
  });
});
