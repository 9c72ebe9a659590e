/**
 * Which zone a site's dates were written in: each date that is there twice, in the site's own time and in
 * UTC, says the offset of that day. A zone whose offsets these are is the site's.
 */
import { createZone } from '../../formats/dates/zone.js';

/** By the languages that speak for them, the larger country first. */
const ZONES: readonly (readonly [zone: string, languages: string])[] = [
  ['Asia/Shanghai', 'zh zh-cn zh-hans'],
  ['Asia/Taipei', 'zh-tw zh-hant'],
  ['Asia/Hong_Kong', 'zh-hk'],
  ['Asia/Singapore', 'zh-sg en-sg'],
  ['Asia/Tokyo', 'ja'],
  ['Asia/Seoul', 'ko'],
  ['Asia/Kolkata', 'hi bn ta en-in'],
  ['Asia/Bangkok', 'th'],
  ['Asia/Ho_Chi_Minh', 'vi'],
  ['Asia/Jakarta', 'id'],
  ['Asia/Tehran', 'fa'],
  ['Asia/Jerusalem', 'he'],
  ['Europe/London', 'en en-gb'],
  ['America/New_York', 'en en-us'],
  ['America/Chicago', 'en-us'],
  ['America/Denver', 'en-us'],
  ['America/Los_Angeles', 'en-us'],
  ['America/Toronto', 'en-ca fr-ca'],
  ['America/Vancouver', 'en-ca'],
  ['Australia/Sydney', 'en-au'],
  ['Pacific/Auckland', 'en-nz'],
  ['Europe/Berlin', 'de de-de'],
  ['Europe/Vienna', 'de-at'],
  ['Europe/Zurich', 'de-ch fr-ch it-ch'],
  ['Europe/Paris', 'fr fr-fr'],
  ['Europe/Brussels', 'nl-be fr-be'],
  ['Europe/Amsterdam', 'nl'],
  ['Europe/Madrid', 'es es-es ca'],
  ['Europe/Rome', 'it'],
  ['Europe/Lisbon', 'pt pt-pt'],
  ['Europe/Warsaw', 'pl'],
  ['Europe/Prague', 'cs'],
  ['Europe/Budapest', 'hu'],
  ['Europe/Stockholm', 'sv'],
  ['Europe/Oslo', 'nb nn no'],
  ['Europe/Copenhagen', 'da'],
  ['Europe/Helsinki', 'fi'],
  ['Europe/Athens', 'el'],
  ['Europe/Bucharest', 'ro'],
  ['Europe/Kyiv', 'uk'],
  ['Europe/Istanbul', 'tr'],
  ['Europe/Moscow', 'ru'],
  ['America/Sao_Paulo', 'pt-br'],
  ['America/Mexico_City', 'es-mx'],
  ['America/Bogota', 'es-co'],
  ['America/Lima', 'es-pe'],
  ['America/Santiago', 'es-cl'],
  ['America/Argentina/Buenos_Aires', 'es-ar'],
];

/** Days that are enough to tell a zone by. */
const MOST_DAYS = 5000;
const DAY_MS = 86_400_000;

export interface VotedZone {
  /** An IANA name, or an offset where that is all the dates say. */
  readonly zone: string;
  /** Days that have another offset than the zone: the site's setting was another one once. */
  readonly others: number;
  readonly days: number;
}

export class ZoneVote {
  /** Offsets in minutes east of UTC, and an instant each, by day. */
  readonly #days = new Map<number, { readonly ms: number; readonly offset: number }>();

  add(ms: number, offset: number): void {
    const day = Math.floor(ms / DAY_MS);
    if (this.#days.size < MOST_DAYS && !this.#days.has(day)) this.#days.set(day, { ms, offset });
  }

  /** Null: no date says an offset. `language` is a tag; empty: nobody knows it. */
  best(language: string): VotedZone | null {
    const days = [...this.#days.values()];
    if (days.length === 0) return null;
    const counts = new Map<number, number>();
    for (const { offset } of days) counts.set(offset, (counts.get(offset) ?? 0) + 1);
    const [[usual, most] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1]);
    const missed = (zone: string): number => {
      const { offsetAt } = createZone(zone);
      return days.filter(({ ms, offset }) => offsetAt(ms) !== offset).length;
    };
    const spoken = zonesOf(language).map(([zone]) => ({ zone, others: missed(zone) }));
    const fixed = { zone: offsetName(usual), others: days.length - most };
    // Clocks that are put forward and back are no fixed offset: any zone that has them is nearer.
    const all = counts.size === 1 ? [] : ZONES.map(([zone]) => ({ zone, others: missed(zone) }));
    const [best = fixed] = [...spoken, fixed, ...all].sort((a, b) => a.others - b.others);
    return { ...best, days: days.length };
  }
}

/** Those of the whole tag, then those of its first part. */
export function zonesOf(language: string): typeof ZONES {
  const tag = language.toLowerCase();
  const [short = ''] = tag.split('-');
  const speaks = (wanted: string): typeof ZONES =>
    ZONES.filter(([, languages]) => languages.split(' ').includes(wanted));
  return [...speaks(tag), ...speaks(short)];
}

function offsetName(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
