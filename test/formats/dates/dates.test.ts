import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate, readDate } from '../../../src/formats/dates/dates.js';
import { strftime } from '../../../src/formats/dates/strftime.js';
import { createZone } from '../../../src/formats/dates/zone.js';
import { runs } from '../../support/runs.js';
import { hasRuby, ruby, ZONES } from '../ruby.js';

const shanghai = createZone('Asia/Shanghai');

/** What the text means on a site in Shanghai, as Shanghai shows it. */
function read(text: string, utc = false): string | null {
  const ms = parseDate(text, shanghai, { utc });
  return ms === null ? null : strftime('%Y-%m-%d %H:%M:%S.%L', ms, shanghai).replace(/\.000$/, '');
}

const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  '2022-05-26 23:30:00': [
    '2022-05-26 23:30:00 +0800',
    '2022-5-26 23:30:0',
    '2022-05-26 23:30:00.',
    '2022-05-26_23:30',
    '2022-05-26 23h30',
    '2022-05-26 23h30m0s',
    '2022-05-26 星期四 23:30',
    '2022-05-26 23:30:00 周四',
    '2022-05-26（四）23:30',
    '23:30 2022-05-26',
    '23:30 +0800 26 May 2022',
    '2022-05-26 23:30:00（北京时间）',
    '2022-05-26 23:30:00 +0800 (CST)',
    'Thu May 26 2022 23:30:00 GMT+0800 (China Standard Time)',
    '2022-05-26T23:30:00+08:00[Asia/Shanghai]',
    '2022-05-26 11:30 America/New_York',
    '2022-05-27 00:30 JST',
    '2022-05-26 晚上11点半',
    '2022. 5. 26. 오후 11:30',
    '2022-05-26\u200b 23:30',
    '2022–05–26 23∶30',
    '2022-May-26 23:30',
    '2022-146 23:30',
    '2022-05-26 23:30 PM',
    '2022-05-26 23:30:00 +08:00',
    '2022-05-26 23:30:00 +08',
    '2022-05-26 23:30:00 +8',
    '2022-05-26 23:30:00+08:00',
    '2022-05-26T23:30:00+08:00',
    '2022-05-26T15:30:00Z',
    '2022-05-26t15:30:00z',
    '2022-05-26 15:30:00 UTC',
    '2022-05-26 15:30:00 GMT',
    '2022-05-26 23:30 GMT+8',
    '2022-05-26T15:30Z',
    '2022-05-26 23:30',
    '2022-05-26   23:30:00',
    ' 2022-05-26 23:30:00\n',
    '2022/05/26 23:30',
    '2022.5.26 23:30:00',
    '20220526 23:30',
    '20220526T233000',
    '20220526T153000Z',
    '20220526T2330',
    '20220526233000',
    '2022年5月26日 23时30分00秒',
    '2022年5月26日 23時30分',
    '2022年05月26日23:30',
    '2022 年 5 月 26 日 23:30:00',
    '2022年5月26日 下午11:30',
    '2022年5月26日 下午11时30分',
    '2022年5月26号 23点30分',
    '２０２２－０５－２６　２３：３０：００',
    '２０２２年５月２６日２３：３０',
    'Thu, 26 May 2022 23:30:00 +0800',
    'Thu, 26 May 2022 15:30:00 GMT',
    '26 May 2022 23:30',
    '26th May 2022, 11:30 pm',
    '26-May-2022 23:30:00',
    'May 26, 2022 11:30 PM',
    'May 26, 2022, 11:30 p.m.',
    'Thursday, May 26, 2022 11:30PM',
    'Thu May 26 23:30:00 2022',
    'Thu May 26 15:30:00 UTC 2022',
    'Thu May 26 11:30:00 EDT 2022',
    'Thu May 26 15:30:00 +0000 2022',
    'Thu May 26 17:30:00 2022 +0200',
    'May 26, 2022 at 11:30 PM',
    '2022-05-26 - 23:30',
    '2022-05-26 11:30 EDT',
    '2022-05-26 10:30:00 EST',
    '2022-05-26 23:30:00 CST',
    '2022-05-26 23:30 cst',
    'Thu May 26 23:30:00 CST 2022',
    '2022-05-26 10:30:00 cdt',
    '2022-05-26 08:30:00 MST',
    '2022-05-26 09:30:00 MDT',
    '2022-05-26 07:30:00 PST',
    '2022-05-26 08:30:00 PDT',
  ],
  '2022-05-06 00:00:00': [
    '2022-05-06',
    '2022-5-6',
    '2022/5/6',
    '20220506',
    '6/5/2022',
    '06.05.2022',
    '2022年5月6日',
    'May 6th, 2022',
    '6 May 2022',
    '2022-05-06 +0800',
    '2022-05-06+08:00',
    '2022-05-06 EST',
    '2022-05-06Z',
    '2022-05-06 12am',
    '2022-05-05 24:00',
    '2022-05-05 23:59:60',
  ],
  '2022-05-26 10:00:00.123': [
    '2022-05-26T10:00:00.123',
    '2022-05-26 10:00:00,1239',
    '2022-05-26T02:00:00.123456789Z',
    '20220526T100000.123',
  ],
  '0001-01-01 00:00:00': ['0001-01-01'],
  '9999-12-31 23:59:59': ['9999-12-31 23:59:59'],
  '2024-02-29 00:00:00': ['2024-02-29'],
  '2022-09-05 00:00:00': ['Sept 5 2022', 'Sep. 5, 2022', '5 September 2022'],
};

/** Of these a part is legible: what is read of them. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  '2022-05-26 23:30:00': [
    '发布时间：2022-05-26 23:30',
    '2022-05-26 23:30:00 来源：新华社',
    '2022-05-26 23:30:00 +0800 x',
    '2022-05-26 23:30.000000000 +08:00',
    '2022-05-26 23:30::00 -03:00',
    '2022-05-26 23:30:00 2022 +0800',
    '2022-05-26 23:30:61',
    '2022-05-26 23:30 XYZ',
    '2022-05-26 23:30 +24:00',
    '2022-05-26 23:30 (updated 2022-05-28 10:00)',
    '2022-05-26 23:30 AM',
    '22-05-26 23:30',
    '26 May 22 23:30',
    `2022-05-26 23:30 ${'本报记者'.repeat(100)}`,
  ],
  '2022-05-26 00:00:00': [
    'x 2022-05-26',
    '2022-05-26-08',
    '2022-05-26T',
    '2022-05-26 25:00',
    '2022-05-26 24:01',
    '2022-05-26 23:60',
    '2022-05-26 10',
  ],
};

/** There is no day in them, none that a calendar has, or none in the years of four digits. */
const NO_DATES = [
  ...['', ' ', ' +0800', 'now', 'today', '12', '12:30', '16 May', 'May 2022', '2022', '2022-05'],
  ...['1653530000', '1653530000000', '202205262391921712', '202205', '2022-05/06', '2022-W20-1'],
  ...['2022-02-30', '2023-02-29', '2022-13-45', '05/26/2022', '2022-366', '-2022-05-06'],
  ...['0000-01-01 00:00 +14:00', '9999-12-31 23:59 -12:00', '01-02', '1.2.3', '192.168.1.20'],
];

const REFUSED = [
  '',
  ' ',
  ' +0800',
  'now',
  'today',
  '12:30',
  '1653530000',
  '1653530000000',
  '202205262391921712',
  '2022',
  '2022-05',
  '2022-02-30',
  '2023-02-29',
  '1900-02-29',
  '2022-13-45',
  '2022-00-10',
  '2022-01-00',
  '05/26/2022',
  '22-05-06',
  '2022-05/06',
  '02022-05-06',
  '12022-05-06',
  '-2022-05-06',
  '2022-05-26 25:00',
  '2022-05-26 24:01',
  '2022-05-26 23:60',
  '2022-05-26 23:30:61',
  '2022-05-26 10',
  '2022-05-26T',
  '2022-05-26 10:00 +24:00',
  '2022-05-26 10:00 +08:60',
  '2022-05-26 10:00 XYZ',
  '2022-05-26 10:00 A',
  '2022-05-26-08',
  '2022-05-26 10:00:00 +0800 x',
  'x 2022-05-26',
  '20220526101112 10:11',
  'Thu May 26 23:30:00 2022 10:30',
  'Mai 26, 2022',
  'Ma 26, 2022',
  'Foo 26, 2022',
  '二〇二二年五月二十六日',
  '0000-01-01 00:00 +14:00',
  '9999-12-31 23:59 -12:00',
  `2022-05-26${' '.repeat(200)}10:00`,
  `2022-05-26 10:00:00.${'1'.repeat(200)}`,
];

describe('parseDate', () => {
  const accepted = Object.entries(ACCEPTED).flatMap(([meant, texts]) =>
    texts.map((text) => [text, meant] as const),
  );
  it.each(accepted)('reads %j as %s', (text, meant) => {
    expect(read(text)).toBe(meant);
  });

  it.each(REFUSED)('refuses %j', (text) => {
    expect(read(text)).toBeNull();
    expect(read(text, true)).toBeNull();
  });

  const parts = Object.entries(PARTS).flatMap(([meant, texts]) =>
    texts.map((text) => [text, meant] as const),
  );
  it.each(parts)('reads a part of %j as %s', (text, meant) => {
    const found = readDate(text, shanghai, { utc: false });
    expect(found?.isWhole).toBe(false);
    expect(strftime('%Y-%m-%d %H:%M:%S', found?.ms ?? 0, shanghai)).toBe(meant);
  });

  it.each(NO_DATES)('makes no date of %j', (text) => {
    expect(readDate(text, shanghai, { utc: false })).toBeNull();
  });

  it.each([
    ['2022-05-26 23:30:00', '2022-05-27 07:30:00'],
    ['2022-05-26T23:30:00.5', '2022-05-27 07:30:00.500'],
    ['2022-5-6  1:02:03', '2022-05-06 09:02:03'],
    ['2022-05-26', '2022-05-26 00:00:00'],
    ['2022-05-26 23:30', '2022-05-26 23:30:00'],
    ['2022/05/26 08:00:00', '2022-05-26 08:00:00'],
    ['20220526T101112', '2022-05-26 10:11:12'],
    ['2022-05-26 23:30:00 +0800', '2022-05-26 23:30:00'],
    ['2022-05-26 10:00:00 EST', '2022-05-26 23:00:00'],
  ])('with Jekyll’s reading %j is %s', (text, meant) => {
    expect(read(text, true)).toBe(meant);
  });

  it('takes the site’s own zone by its names of that year, and no other', () => {
    const berlin = createZone('Europe/Berlin');
    const at = (text: string): number | null => parseDate(text, berlin, { utc: true });
    expect(at('2021-05-23 10:00:00 CEST')).toBe(Date.UTC(2021, 4, 23, 8));
    expect(at('2021-12-23 10:00 CET')).toBe(Date.UTC(2021, 11, 23, 9));
    expect(at('23 May 2021 10:00:00 Europe/Berlin')).toBe(Date.UTC(2021, 4, 23, 8));
    expect(at('2021-12-23 10:00:00 CEST')).toBe(Date.UTC(2021, 11, 23, 8));
    expect(at('2021-05-23 10:00 CET')).toBe(Date.UTC(2021, 4, 23, 9));
    expect(at('2021-05-23 10:00:00 JST')).toBe(Date.UTC(2021, 4, 23, 1));
    expect(at('2021-05-23 10:00:00 CEST CEST')).toBe(null);
    expect(at('2021-05-23 CEST')).toBe(Date.UTC(2021, 4, 22, 22));
  });

  it.each([
    ['Asia/Shanghai', '2026-11-26 14:45:52 CST', '2026-11-26T06:45:52Z'],
    ['Asia/Shanghai', '1988-06-01 10:00 CDT', '1988-06-01T01:00:00Z'],
    ['Asia/Shanghai', '2026-06-01 10:00 CDT', '2026-06-01T15:00:00Z'],
    ['Asia/Shanghai', '2026-06-01 10:00 EST', '2026-06-01T15:00:00Z'],
    ['Asia/Manila', '2026-06-01 10:00 PST', '2026-06-01T02:00:00Z'],
    ['America/Havana', '2026-06-01 10:00 CST', '2026-06-01T15:00:00Z'],
    ['America/Chicago', '2026-11-26 14:45:52 CST', '2026-11-26T20:45:52Z'],
    ['America/New_York', '2026-11-01 01:30 EDT', '2026-11-01T05:30:00Z'],
    ['America/New_York', '2026-11-01 01:30 EST', '2026-11-01T06:30:00Z'],
    ['+08:00', '2026-11-26 14:45:52 CST', '2026-11-26T20:45:52Z'],
  ])('on a site in %s %s is %s', (zone, text, meant) => {
    expect(parseDate(text, createZone(zone), { utc: true })).toBe(Date.parse(meant));
  });

  it('reads back whatever strftime writes with an offset', () => {
    const formats = [
      '%Y-%m-%d %H:%M:%S.%L %z',
      '%Y-%m-%dT%H:%M:%S.%L%:z',
      '%Y年%-m月%-d日 %-H:%M:%S.%L %z',
    ];
    const range = { min: Date.UTC(1950, 0), max: Date.UTC(2100, 0) };
    fc.assert(
      fc.property(
        fc.integer(range),
        fc.constantFrom(...formats),
        fc.constantFrom(...ZONES.map(createZone)),
        (ms, format, zone) => {
          const text = strftime(format, ms, zone);
          expect(parseDate(text, shanghai, { utc: false })).toBe(ms);
        },
      ),
    );
  });

  it('answers any text quickly and without failing', () => {
    const alphabet = fc.constantFrom(...'0123456789-/:.,+ TZ年月日时分秒aApPmMy　'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 120 }), (text) => {
        const ms = parseDate(text, shanghai, { utc: true });
        expect(ms === null || Number.isInteger(ms)).toBe(true);
      }),
      { numRuns: runs(3000) },
    );
  });

  it.skipIf(!hasRuby)('answers as Ruby’s Time.parse does', () => {
    const rows = fc.sample(rubyTexts(), { numRuns: runs(3000), seed: 11 });
    const script = `input.map { |text, zone|
      zoned(zone) { t = Time.parse(text).localtime; t.to_i * 1000 + t.usec / 1000 }
    }`;
    const theirs = ruby(script, rows);
    const zones = new Map(ZONES.map((name) => [name, createZone(name)]));
    const wrong = rows
      .map(([text, name], index) => {
        const ours = parseDate(text, zones.get(name) ?? shanghai, { utc: false });
        return { text, name, ours, theirs: theirs[index] };
      })
      .filter((row) => row.ours !== row.theirs);
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});

it.skipIf(!hasRuby)('reads what Ruby’s Time.parse reads among other words, alike', () => {
  const rows = fc.sample(messyTexts(), { numRuns: runs(3000), seed: 5 });
  const script = `input.map { |text, zone|
    zoned(zone) { t = Time.parse(text).localtime; t.to_i * 1000 + t.usec / 1000 }
  }`;
  const theirs = ruby(script, rows);
  const zones = new Map(ZONES.map((name) => [name, createZone(name)]));
  const wrong = rows
    .map(([text, name], index) => {
      const found = readDate(text, zones.get(name) ?? shanghai, { utc: false });
      return { text, name, ours: found?.ms, theirs: theirs[index] };
    })
    .filter((row) => row.ours !== row.theirs);
  expect(wrong.slice(0, 20)).toEqual([]);
});

/** As scrapers leave them: fields of one digit, labels, weekdays, brackets, marks and words around. */
function messyTexts(): fc.Arbitrary<readonly [string, string]> {
  const before = ['', '', '发布时间：', 'Posted: ', '[', 'on ', 'Fri, ', '周一 ', '时间: '];
  const dates = ['%Y-%m-%d', '%Y-%-m-%-d', '%Y/%-m/%-d', '%Y.%m.%d', '%-d %b %Y', '%B %-d, %Y'];
  const rarer = ['%d/%m/%Y', '%Y %b %-d', '%Y-%b-%d', '%-dth %b %Y', '%y-%m-%d', '%d-%b-%Y'];
  const between = [' ', ' ', 'T', '_', ', ', ' - ', ' 星期一 ', '  ', ' at ', ' | ', ' Mon ', '@'];
  const times = ['%H:%M:%S', '%H:%M', '%-H:%-M', '%-H:%-M:%-S', '%-Hh%M', '%H:%M:%S.%L', '%H : %M'];
  const halves = ['%-I:%M %p', '%-I:%M:%S%P', '%-I %p'];
  const zones = ['', '', '', ' +0800', '+08:00', ' Z', ' UTC', ' EST', ' -03:30', '（某地）', '.'];
  const after = ['', '', ' 周一', ' by x', ']', ' 来源', ' ,', ' Monday', ' |', '（某某）'];
  const moment = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2037, 0) });
  return fc
    .tuple(
      fc.constantFrom(...before),
      fc.constantFrom(...dates, ...rarer),
      fc.constantFrom(...between),
      fc.constantFrom(...times, ...halves),
      fc.constantFrom(...zones),
      fc.constantFrom(...after),
      fc.tuple(moment, fc.constantFrom(...ZONES)),
    )
    .map(([start, date, gap, time, zone, end, [ms, name]]) => {
      const utc = createZone('UTC');
      const written = strftime(date, ms, utc) + gap + strftime(time, ms, utc);
      return [`${start}${written}${zone}${end}`, name] as const;
    });
}

/** Texts of the grammar that Ruby reads too, each with a zone. */
function rubyTexts(): fc.Arbitrary<readonly [string, string]> {
  const dates = ['%Y-%m-%d', '%Y-%-m-%-d', '%Y/%m/%d', '%Y.%-m.%-d', '%Y%m%d', '%d/%m/%Y'];
  const named = ['%a, %d %b %Y', '%-d %B %Y', '%b %-d, %Y', '%A, %B %-d, %Y', '%d-%b-%Y'];
  const times = ['', ' %H:%M', ' %-H:%M:%S', 'T%H:%M:%S', ' %H:%M:%S.%L', ' %-I:%M %p', ' %I%P'];
  const zones = ['', ' +0800', ' +08:00', ' -03', ' Z', ' UTC', ' GMT', ' EST', ' PDT', '-0330'];
  const moment = fc.integer({ min: Date.UTC(1902, 0), max: Date.UTC(2037, 0) });
  return (
    fc
      .tuple(
        fc.constantFrom(...dates, ...named),
        fc.constantFrom(...times),
        fc.constantFrom(...zones),
        moment,
        fc.constantFrom(...ZONES),
      )
      // Ruby takes the offset after some bare dates for a time or applies it: guesses we don't share.
      .filter(([, time, zone]) => time !== '' || zone === '')
      .map(([date, time, zone, ms, name]) => {
        const text = strftime(`${date}${time}`, ms, createZone('UTC'));
        return [`${text}${zone}`, name] as const;
      })
  );
}
