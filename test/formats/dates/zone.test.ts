import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRealDate } from '../../../src/formats/dates/calendar.js';
import { parseDate } from '../../../src/formats/dates/dates.js';
import { strftime } from '../../../src/formats/dates/strftime.js';
import {
  createZone,
  fromLocal,
  isZone,
  localDay,
  localTime,
} from '../../../src/formats/dates/zone.js';
import { runs } from '../../support/runs.js';
import { hasRuby, ruby, ZONES } from '../ruby.js';

const SECOND = 1000;
const HOUR = 3_600_000;
/** 2022-05-16 15:04:20 +0800 */
const SEED = Date.UTC(2022, 4, 16, 7, 4, 20);

describe('localDay', () => {
  it.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu'])(
    'turns at midnight in %s',
    (name) => {
      const zone = createZone(name);
      // Over the nights in which New York's clocks are put forward and back.
      for (const from of [Date.UTC(2022, 2, 12), Date.UTC(2022, 10, 5)]) {
        for (let ms = from; ms < from + 72 * HOUR; ms += HOUR / 4) {
          const { year, month, day } = localTime(zone, ms);
          expect(localDay(zone, ms)).toBe(Date.UTC(year, month - 1, day) / (24 * HOUR));
        }
      }
    },
  );
});

describe('createZone', () => {
  it.each([
    ['UTC', 0],
    ['Etc/GMT', 0],
    ['gmt', 0],
    ['Asia/Shanghai', 480],
    ['asia/shanghai', 480],
    ['Etc/GMT-8', 480],
    ['+08:00', 480],
    ['-0330', -210],
    ['Asia/Kathmandu', 345],
    ['America/New_York', -240],
  ])('%s is %i minutes east in June 2022', (name, minutes) => {
    expect(isZone(name)).toBe(true);
    expect(createZone(name).name).toBe(name);
    expect(createZone(name).offsetAt(Date.UTC(2022, 5, 1))).toBe(minutes);
  });

  it.each([
    ...['', 'Foo/Bar', 'Asia/Shanghai ', '+8', '+24:00', '+08:60', '../etc', 'Local'],
    ...['CST', 'cst', 'IST', 'BST', 'PST', 'JST', 'CTT'],
  ])('refuses %j', (name) => {
    expect(isZone(name)).toBe(false);
    expect(() => createZone(name)).toThrow(RangeError);
  });

  it.each(['EST', 'MST', 'HST', 'CET', 'WET', 'UTC', 'GMT', 'MST7MDT', 'CST6CDT', 'PRC', 'ROK'])(
    'takes %s, which the tz database has',
    (name) => {
      expect(isZone(name)).toBe(true);
    },
  );

  it('knows that Shanghai had summer time in 1988 and odd seconds before 1901', () => {
    const zone = createZone('Asia/Shanghai');
    expect(zone.offsetAt(Date.UTC(1988, 6, 1))).toBe(540);
    expect(zone.offsetAt(Date.UTC(1900, 0, 1)) * 60).toBeCloseTo(29_143, 6);
  });

  it('changes at the exact second, before and after a look at the same day', () => {
    const zone = createZone('America/New_York');
    const change = Date.UTC(2022, 2, 13, 7);
    for (let round = 0; round < 2; round += 1) {
      expect(zone.offsetAt(change - 1)).toBe(-300);
      expect(zone.offsetAt(change)).toBe(-240);
    }
  });

  it.each([
    ['Asia/Shanghai', 'CST'],
    ['Europe/London', 'BST'],
    ['America/New_York', 'EDT'],
    ['Asia/Singapore', '+08'],
    ['America/Sao_Paulo', '-03'],
    ['Asia/Kathmandu', '+0545'],
    ['+08:00', '+08'],
    ['UTC', 'UTC'],
  ])('abbreviates %s as %s', (name, abbreviation) => {
    expect(createZone(name).abbreviationAt(Date.UTC(2022, 5, 1))).toBe(abbreviation);
  });

  it('stays right over more days than it remembers', () => {
    const zone = createZone('Europe/London');
    for (let day = 0; day < 45_000; day += 1) {
      const offset = zone.offsetAt(Date.UTC(1975, 0, 1 + (day % 22_500)));
      if (offset !== 0 && offset !== 60) throw new Error(`day ${day}: ${offset}`);
    }
    expect(zone.offsetAt(Date.UTC(2022, 5, 1))).toBe(60);
  });
});

describe('localTime', () => {
  it('shows the seed article at 15:04:20', () => {
    const time = localTime(createZone('Asia/Shanghai'), SEED);
    expect(time).toEqual({
      year: 2022,
      month: 5,
      day: 16,
      hour: 15,
      minute: 4,
      second: 20,
      weekday: 1,
      yearDay: 136,
      offset: 480,
    });
  });

  it.each([
    [Date.UTC(2024, 11, 31, 23), 366, 2],
    [Date.UTC(2023, 11, 31), 365, 0],
    [Date.UTC(2023, 0, 1), 1, 0],
  ])('counts the year from 1 (%i)', (ms, yearDay, weekday) => {
    expect(localTime(createZone('UTC'), ms)).toMatchObject({ yearDay, weekday });
  });
});

describe('fromLocal', () => {
  const at = (name: string, month: number, day: number, hour: number, minute = 30): string => {
    const zone = createZone(name);
    const ms = fromLocal(zone, { year: 2022, month, day, hour, minute, second: 0 });
    return new Date(ms).toISOString();
  };

  it('moves a time that never was forward by the gap', () => {
    expect(at('America/New_York', 3, 13, 2)).toBe('2022-03-13T07:30:00.000Z');
    expect(at('Australia/Lord_Howe', 10, 2, 2, 15)).toBe('2022-10-01T15:45:00.000Z');
  });

  it('takes the second of two instants, as Ruby does', () => {
    expect(at('America/New_York', 11, 6, 1)).toBe('2022-11-06T06:30:00.000Z');
    expect(at('Europe/London', 10, 30, 1)).toBe('2022-10-30T01:30:00.000Z');
  });

  it('skips the day that Samoa skipped', () => {
    const zone = createZone('Pacific/Apia');
    const skipped = { year: 2011, month: 12, day: 30, hour: 10, minute: 0, second: 0 };
    expect(localTime(zone, fromLocal(zone, skipped))).toMatchObject({ day: 31, hour: 10 });
  });

  it('reads years below 100 as they are', () => {
    const zone = createZone('UTC');
    const early = { year: 22, month: 3, day: 1, hour: 1, minute: 2, second: 3 };
    expect(localTime(zone, fromLocal(zone, early))).toMatchObject(early);
  });

  it('gives back what localTime showed, away from changes exactly', () => {
    const zones = [...ZONES, 'Pacific/Apia', 'Africa/Casablanca', '-03:30'].map(createZone);
    const seconds = fc.integer({ min: -62_167_000_000, max: 253_402_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), seconds, (zone, second) => {
        const ms = second * SECOND;
        const shown = localTime(zone, ms);
        const back = fromLocal(zone, shown);
        expect(localTime(zone, back)).toMatchObject({ ...shown, offset: expect.any(Number) });
        const around = [ms - 25 * HOUR, ms + 25 * HOUR].map((near) => zone.offsetAt(near));
        expect(back === ms || around.some((offset) => offset !== shown.offset)).toBe(true);
      }),
      { numRuns: runs(2000) },
    );
  });

  it.skipIf(!hasRuby)('answers as Ruby does, around every change of fifty years', () => {
    const names = ZONES.concat('Europe/Dublin', 'Africa/Casablanca', 'America/Sao_Paulo');
    const walls = names.flatMap((name) => changesOf(name).map((fields) => [name, ...fields]));
    const script = 'input.map { |zone, *fields| zoned(zone) { Time.local(*fields).to_i } }';
    const theirs = ruby(script, walls);
    const zones = new Map(names.map((name) => [name, createZone(name)]));
    const ours = walls.map(([name, ...fields]) => {
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = fields.map(Number);
      const wall = { year, month, day, hour, minute, second: 0 };
      return fromLocal(zones.get(String(name)) ?? createZone('UTC'), wall) / SECOND;
    });
    expect(walls.length).toBeGreaterThan(1000);
    expect(walls.filter((_, index) => ours[index] !== theirs[index])).toEqual([]);
  });
});

/** Wall times every half hour around each change of a zone's offset from 1972 to 2022. */
function changesOf(name: string): number[][] {
  const zone = createZone(name);
  const utc = createZone('UTC');
  const walls: number[][] = [];
  for (let ms = Date.UTC(1972, 0); ms < Date.UTC(2022, 0); ms += 24 * HOUR) {
    if (zone.offsetAt(ms) === zone.offsetAt(ms + 24 * HOUR)) continue;
    for (let step = -6; step < 54; step += 3) {
      const { year, month, day, hour, minute } = localTime(utc, ms + (step * HOUR) / 2);
      const wall = { year, month, day, hour, minute: minute + 15, second: 0 };
      if (isRealDate(wall)) walls.push([year, month, day, hour, minute + 15]);
    }
  }
  return walls;
}

describe('the machine', () => {
  const folder = new URL('../../../src/formats/dates/', import.meta.url);
  const files = readdirSync(folder);

  it.each(files)('has no say in %s', (name) => {
    const source = readFileSync(new URL(name, folder), 'utf8');
    expect(source).not.toMatch(
      /\.get(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(/,
    );
    expect(source).not.toMatch(/Date\.(?:now|parse)|new Date\(\)|toLocale|\bprocess\b/);
  });

  it('is never asked for its locale', () => {
    const source = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('');
    const formats = source.match(/new Intl\.DateTimeFormat\(.{6}/g);
    expect(new Set(formats)).toEqual(new Set(["new Intl.DateTimeFormat('en-US"]));
  });

  it('may be anywhere', () => {
    const before = process.env['TZ'];
    const answers = [];
    const machineOffsets = [];
    for (const place of ['UTC', 'America/New_York', 'Asia/Kathmandu']) {
      process.env['TZ'] = place;
      machineOffsets.push(new Date(SEED).getTimezoneOffset());
      const zone = createZone('Asia/Shanghai');
      const ms = parseDate('2022-05-16 15:04:20', zone, { utc: false }) ?? 0;
      answers.push(ms, fromLocal(zone, localTime(zone, SEED)));
      expect(strftime('%c %z %Z', ms, zone)).toBe('Mon May 16 15:04:20 2022 +0800 CST');
    }
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    expect(machineOffsets).toEqual([0, 240, -345]);
    expect(new Set(answers)).toEqual(new Set([SEED]));
  });
});
