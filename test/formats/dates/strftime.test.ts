import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strftime } from '../../../src/formats/dates/strftime.js';
import { createZone } from '../../../src/formats/dates/zone.js';
import { runs } from '../../support/runs.js';
import { hasRuby, ruby, ZONES } from '../ruby.js';

const shanghai = createZone('Asia/Shanghai');
/** 2022-05-06 15:04:09.123 in Shanghai, a Friday. */
const FRIDAY = Date.UTC(2022, 4, 6, 7, 4, 9, 123);

/** Ruby's own answers, so that the rules are told where there is no Ruby. */
const CASES: readonly (readonly [string, string])[] = [
  ['%Y-%m-%d %H:%M:%S %z', '2022-05-06 15:04:09 +0800'],
  ['%Y年%-m月%-d日', '2022年5月6日'],
  ['%e|%_m|%05d|%-H|%k|%l|%I', ' 6| 5|00006|15|15| 3|03'],
  ['%a %A %b %B %h', 'Fri Friday May May May'],
  ['%^a %^B %#a %#p %P %p', 'FRI MAY FRI pm pm PM'],
  ['%10a|%010a|%-10a', '       Fri|0000000Fri|Fri'],
  ['%j %U %W %V %G %g %u %w', '126 18 18 18 2022 22 5 5'],
  ['%y %C %5Y %_10Y', '22 20 02022       2022'],
  ['%:z %::z %:::z %10z %_10z', '+08:00 +08:00:00 +08 +000000800       +800'],
  ['%L %N %3N %6N %12N', '123 123000000 123 123000 123000000000'],
  ['%s %Z', '1651820649 CST'],
  ['%c|%x|%X', 'Fri May  6 15:04:09 2022|05/06/22|15:04:09'],
  ['%D %F %T %R %r', '05/06/22 2022-05-06 15:04:09 15:04 03:04:09 PM'],
  ['%v|%^c|%12R', ' 6-MAY-2022|FRI MAY  6 15:04:09 2022|       15:04'],
  ['%n%t%%', '\n\t%'],
  ['%EY %Od %Ed %OY', '2022 06 %Ed %OY'],
  ['%+ %Q %f %', '%+ %Q %f %'],
  ['%100000d', '%100000d'],
  ['', ''],
];

describe('strftime', () => {
  it.each(CASES)('%j', (format, expected) => {
    expect(strftime(format, FRIDAY, shanghai)).toBe(expected);
  });

  it('tells midnight and noon in twelve hours', () => {
    const utc = createZone('UTC');
    expect(strftime('%I %p', 0, utc)).toBe('12 AM');
    expect(strftime('%l %P', 12 * 3_600_000, utc)).toBe('12 pm');
  });

  it('shows small years with four digits and a fraction before the epoch', () => {
    const utc = createZone('UTC');
    expect(strftime('%Y %y %C', Date.UTC(2022, 0, 1) - 2000 * 31_556_952_000, utc)).toBe(
      '0022 22 00',
    );
    expect(strftime('%S.%L %s', -1, utc)).toBe('59.999 -1');
  });

  it.skipIf(!hasRuby)('answers as Ruby does', () => {
    const letters = 'YCymBbhdejHkIlPpMSLNzZAauwGgVUWsntcDxFTXRrv%+QfiJ'.split('');
    const directive = fc
      .tuple(
        fc.stringMatching(/^[-0^#_]{0,3}$/),
        fc.constantFrom('', '', '', '1', '2', '3', '5', '8', '12', '30'),
        fc.constantFrom('', '', '', '', ':', '::', ':::', 'E', 'O'),
        fc.constantFrom(...letters, 'z', 'z', 'z'),
      )
      .map((parts) => `%${parts.join('')}`);
    const pair = fc.tuple(
      fc.array(fc.oneof(directive, fc.constantFrom('年', ' ', '-', 'x')), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.integer({ min: Date.UTC(1902, 0), max: Date.UTC(2037, 0) }),
      fc.constantFrom(...ZONES),
    );
    const pairs = fc
      .sample(pair, { numRuns: runs(4000), seed: 7 })
      // Node has names for zones from about 1970 on; strftime shows offsets before.
      .filter(([parts, ms]) => ms >= Date.UTC(1972, 0) || !parts.some((part) => part.endsWith('Z')))
      .map(([parts, ms, zone]) => [`${parts.join('')}|`, ms, zone] as const);
    const script = `input.map { |format, ms, zone|
      zoned(zone) { Time.at(ms.div(1000), ms % 1000, :millisecond).strftime(format) }
    }`;
    const theirs = ruby(script, pairs);
    const zones = new Map(ZONES.map((name) => [name, createZone(name)]));
    const ours = pairs.map(([format, ms, zone]) =>
      strftime(format, ms, zones.get(zone) ?? shanghai),
    );
    const wrong = pairs
      .map((input, index) => ({ input, ours: ours[index], theirs: theirs[index] }))
      .filter((row) => row.ours !== row.theirs);
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});
