/** Where the tags of a foreign text stand in its file. */
import { expect, it } from 'vitest';
import { tagPlaces } from '../../src/migrate/sources/tag-places.js';
import { effort } from '../support/effort.js';

const START = { file: 'a.md', line: 3, column: 10 };

it('counts from where the text begins', () => {
  const placeOf = tagPlaces('{% a %} 文 {% b %}{% a %}\n\n  {% a %}\r\n{% b %}', START);
  const tags = ['{% a %}', '{% b %}', '{% c %}', '{% a %}', '{% a %}', '{% b %}', '{% b %}'];
  expect(tags.map(placeOf)).toEqual([
    ...['a.md:3:10', 'a.md:3:20', 'a.md', 'a.md:3:27', 'a.md:5:3', 'a.md:6:1', 'a.md'],
  ]);
});

it('costs of many tags what the text costs', () => {
  const line = `${'文字'.repeat(20)}{% tag %}\n`;
  const many = (times: number, tag: string): number => {
    const placeOf = tagPlaces(line.repeat(times), START);
    return effort(() => {
      for (let at = 1; at < times; at++) placeOf(tag);
      expect(placeOf(tag)).toBe(tag === '{% tag %}' ? `a.md:${times + 2}:41` : 'a.md');
    });
  };
  expect(many(20_000, '{% tag %}')).toBeLessThan(20);
  expect(many(20_000, '{% none %}')).toBeLessThan(20);
});
