/** Stories of random words in many scripts, cut by tags and line breaks; and words to ask for. */
import { randomOf } from './random-of.js';

type Random = () => number;

const FREQUENT =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世车府市场股价指数万億東證';
const OTHERS: readonly string[] = [
  'ニュース',
  'カタカナ',
  'ひらがな',
  '뉴스',
  '한국어',
  '서울',
  '𠮷野',
  '臺灣',
  '發電',
  '龍頭',
  '銀行',
  '經濟',
  '證券',
];
const WORDS =
  'refinance refinancing bank Bank rate rates 3.9 3.95 000001 600519 A B H-share GDP CPI U.S. e-mail 12,345 100% 2022 2023 iPhone15 don’t Ａ股 ｗｉｄｅ naïve Straße ﬁn'.split(
    ' ',
  );
const SPACERS = [
  '',
  '',
  '',
  '',
  '，',
  '。',
  '、',
  '：',
  '“',
  '”',
  ' ',
  '\n',
  '<b>',
  '</b>',
  '<br>',
  '<a href="/x">',
  '</a>',
  '<sup>',
  '</sup>',
  '&nbsp;',
  '\u3000',
  '&#8203;',
  '&shy;',
  '&#20013;',
  '<wbr>',
  '<!-- 旁注 -->',
  '<span class="x">',
  '</span>',
];

function pick<T>(random: Random, list: readonly T[] | string): T {
  return list[Math.floor(random() * list.length)] as T;
}

function piece(random: Random): string {
  const chance = random();
  if (chance < 0.12) return ` ${pick<string>(random, WORDS)} `;
  if (chance < 0.18) return pick<string>(random, WORDS);
  if (chance < 0.24) return pick<string>(random, OTHERS);
  // Early ones are frequent, as in a language.
  const place = Math.floor(random() ** 2 * FREQUENT.length);
  return FREQUENT[place] ?? '';
}

function line(random: Random, pieces: number): string {
  let text = '';
  for (let at = 0; at < pieces; at++) text += piece(random) + pick<string>(random, SPACERS);
  return text;
}

function body(random: Random): string {
  const parts = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
    const text = line(random, 5 + Math.floor(random() * 60));
    const chance = random();
    if (chance < 0.5) return `<p>${text}</p>`;
    if (chance < 0.7) return `<div><ul><li>${text}</li><li>${line(random, 8)}</li></ul></div>`;
    return text.replace(/\n/g, ' ').trim();
  });
  return parts.join('\n\n');
}

/** By path; over two years, several a day, the same for the same seed. */
export function randomStories(count: number, seed: number): ReadonlyMap<string, string> {
  const random = randomOf(seed);
  const stories = new Map<string, string>();
  for (let at = 0; at < count; at++) {
    const day = new Date(Date.UTC(2021, 0, 1) + Math.floor((at * 500) / count) * 86_400_000);
    const name = `${day.toISOString().slice(0, 10)}-s${at}`;
    const title = line(random, 8).replace(/<[^>]*>|&[#\w]+;|["“”]|\s/g, '') || '题';
    const about = `title: ${JSON.stringify(title)}\ncategories: [c${at % 3}]`;
    stories.set(`_posts/${name}.md`, `---\n${about}\n---\n${body(random)}\n`);
  }
  return stories;
}

/** Words to ask for, out of texts: parts of them, words and how those begin, numbers, several at once. */
export function randomQueries(
  texts: readonly string[],
  count: number,
  seed: number,
): readonly string[] {
  const random = randomOf(seed);
  const one = (): string => {
    const text = pick<string>(random, texts);
    const chance = random();
    if (chance < 0.5) return substring(random, text);
    if (chance < 0.7) return word(random, text);
    if (chance < 0.8) return `${substring(random, text)} ${word(random, text)}`;
    if (chance < 0.86) return mixture(random, text);
    if (chance < 0.92) return `${substring(random, text)} ${substring(random, text)}`;
    if (chance < 0.96) return `"${words(random, text)}"`;
    // Most of these are nowhere.
    return pick<string>(random, FREQUENT) + pick<string>(random, FREQUENT);
  };
  const queries: string[] = [];
  while (queries.length < count) {
    const query = one();
    if (query.trim().length > 1) queries.push(query);
  }
  return queries;
}

/** 2 to 8 characters without white space among them. */
function substring(random: Random, text: string): string {
  for (let tries = 0; tries < 20; tries++) {
    const start = Math.floor(random() * text.length);
    const found = text.slice(start, start + 2 + Math.floor(random() * 7));
    if (/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]{2,}$/u.test(found)) return found;
    if (
      random() < 0.2 &&
      /^[^\s"“”]{3,}$/.test(found) &&
      !/^[\p{M}\udc00-\udfff]|[\ud800-\udbff]$/u.test(found)
    ) {
      // From the middle of a word on nothing is promised.
      const isLookedUp = /\p{Script=Han}{2}/u.test(found);
      if (isLookedUp && (!/^[\p{L}\p{N}]/u.test(found) || /^\p{Script=Han}/u.test(found)))
        return found;
    }
  }
  return '经济';
}

function word(random: Random, text: string): string {
  const found = text.match(
    /(?<![\p{L}\p{N}.,’])[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{Nd}]+/gu,
  ) ?? ['bank'];
  const whole = pick<string>(random, found);
  return random() < 0.5 ? whole : whole.slice(0, 2 + Math.floor(random() * whole.length));
}

/** A word or number from its beginning, and characters that follow it: `3.9亿元`, `A股市`. */
function mixture(random: Random, text: string): string {
  const found = text.match(
    /(?<![\p{L}\p{N}\p{M}.,’])[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{Nd}.,]*\p{Script=Han}{1,4}/gu,
  ) ?? ['3.9亿'];
  return pick<string>(random, found);
}

function words(random: Random, text: string): string {
  // A single letter is too little to look for.
  const found = text
    .split(/\s+/)
    .filter((one) => /^(?:\p{Script=Han}|[\p{L}\p{N}]{2,})$/u.test(one));
  return found.length === 0 ? 'bank' : pick<string>(random, found);
}
