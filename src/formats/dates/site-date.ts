/**
 * A date as templates see it (`page.date`): compares like a number, prints as Jekyll prints it.
 * Always in the site's zone.
 */
import { strftime } from './strftime.js';
import { localTime, type Zone } from './zone.js';

/** An instant in a zone; immutable. */
export class SiteDate {
  /** Milliseconds since the epoch. */
  readonly ms: number;
  readonly #zone: Zone;
  // A story's page has its date half a dozen times.
  #xml: string | undefined;

  constructor(ms: number, zone: Zone) {
    this.ms = ms;
    this.#zone = zone;
  }

  valueOf(): number {
    return this.ms;
  }

  /** Ruby's `Time#to_s`: `2022-05-16 15:04:20 +0800`. */
  toString(): string {
    return strftime('%Y-%m-%d %H:%M:%S %z', this.ms, this.#zone);
  }

  /** As `toXmlSchema`. */
  toJSON(): string {
    this.#xml ??= toXmlSchema(this.ms, this.#zone);
    return this.#xml;
  }
}

/** Jekyll's `date_to_xmlschema`: `2022-05-16T15:04:20+08:00`, never `Z`. */
export function toXmlSchema(ms: number, zone: Zone): string {
  const { year, month, day, hour, minute, second, offset } = localTime(zone, ms);
  // A sitemap has fifty thousand of them; what is out of the ordinary may take its time.
  if (!(year > 999 && year < 10_000 && Number.isInteger(offset))) {
    return strftime('%Y-%m-%dT%H:%M:%S%:z', ms, zone);
  }
  const east = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  const time = `${two(hour)}:${two(minute)}:${two(second)}`;
  return `${year}-${two(month)}-${two(day)}T${time}${sign}${two(Math.floor(east / 60))}:${two(east % 60)}`;
}

/** Baidu's: of an instant as `toXmlSchema` writes it the wall clock alone, `2022-05-16T15:04:20`. */
export function localSchema(xml: string): string {
  return xml.replace(/[+-]\d\d:\d\d$/, '');
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** Jekyll's `date_to_rfc822`, as RSS wants it: `Mon, 16 May 2022 15:04:20 +0800`. */
export function toRfc822(ms: number, zone: Zone): string {
  return strftime('%a, %d %b %Y %H:%M:%S %z', ms, zone);
}
