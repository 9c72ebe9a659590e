import { expect, it } from 'vitest';
import { compareNames, initialOf } from '../../../src/formats/text/initials.js';

it.each([
  ['阿里', 'A'],
  ['啊', 'A'],
  ['澳', 'A'],
  ['芭', 'B'],
  ['财联社', 'C'],
  ['额', 'E'],
  ['哈尔滨日报', 'H'],
  ['击', 'J'],
  ['青岛财经日报', 'Q'],
  ['新华社', 'X'],
  ['央视', 'Y'],
  ['证券时报', 'Z'],
  ['座', 'Z'],
  ['example', 'E'],
  ['Ａ股周刊', 'A'],
  ['Écho', 'E'],
  ['36氪', '#'],
  ['鑫闻', '#'],
  ['', '#'],
])('the initial of %s is %s', (name, initial) => expect(initialOf(name)).toBe(initial));

it('orders names by pinyin, Latin letters first, the shorter first', () => {
  const names = ['证券时报', '新华社', '新华', 'Reuters', '澳洲网', '鑫闻', 'axios', '第一财经'];
  expect([...names].sort(compareNames)).toEqual([
    'axios',
    'Reuters',
    '澳洲网',
    '第一财经',
    '新华',
    '新华社',
    '证券时报',
    '鑫闻',
  ]);
});
