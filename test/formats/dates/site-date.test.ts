import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SiteDate, toRfc822, toXmlSchema } from '../../../src/formats/dates/site-date.js';
import { createZone } from '../../../src/formats/dates/zone.js';
import { hasRuby, ruby, ZONES } from '../ruby.js';

const zone = createZone('Asia/Shanghai');
const SEED = Date.UTC(2022, 4, 16, 7, 4, 20);

describe('SiteDate', () => {
  const date = new SiteDate(SEED, zone);

  it('prints as Jekyll prints page.date', () => {
    expect(String(date)).toBe('2022-05-16 15:04:20 +0800');
  });

  it('is an XML Schema date in JSON', () => {
    expect(JSON.stringify({ date })).toBe('{"date":"2022-05-16T15:04:20+08:00"}');
  });

  it('compares as its milliseconds', () => {
    expect(date.ms).toBe(SEED);
    expect(date < new SiteDate(SEED + 1, zone)).toBe(true);
    expect(date.valueOf()).toBe(SEED);
  });

  it('shows templates nothing but its milliseconds', () => {
    expect(Object.keys(date)).toEqual(['ms']);
  });
});

describe('machine formats', () => {
  it('never write Z, like Jekyll with TZ=UTC', () => {
    expect(toXmlSchema(0, createZone('UTC'))).toBe('1970-01-01T00:00:00+00:00');
    expect(toRfc822(0, createZone('UTC'))).toBe('Thu, 01 Jan 1970 00:00:00 +0000');
    expect(toRfc822(SEED, zone)).toBe('Mon, 16 May 2022 15:04:20 +0800');
  });

  it.skipIf(!hasRuby)('are those of Ruby', () => {
    const moment = fc.tuple(
      fc.integer({ min: -2_145_916_800, max: 2_114_380_800 }),
      fc.constantFrom(...ZONES),
    );
    const moments = fc.sample(moment, { numRuns: 500, seed: 13 });
    const script = `input.map { |second, zone|
      zoned(zone) { t = Time.at(second); [t.to_s, t.xmlschema, t.rfc822] }
    }`;
    const ours = moments.map(([second, name]) => {
      const theZone = createZone(name);
      const ms = second * 1000;
      return [String(new SiteDate(ms, theZone)), toXmlSchema(ms, theZone), toRfc822(ms, theZone)];
    });
    expect(ours).toEqual(ruby(script, moments));
  });
});
