/** Filters on dates, shown in site time; a date is a `SiteDate`, Unix seconds or a text with one. */
import { readDate } from '../../formats/dates/dates.js';
import { SiteDate, toRfc822, toXmlSchema } from '../../formats/dates/site-date.js';
import { strftime } from '../../formats/dates/strftime.js';
import type { Zone } from '../../formats/dates/zone.js';
import { text } from '../runtime/template-values.js';
import { type Filter, type FilterScope, type Filters, property } from './filter.js';

/** A text of so many digits is no day but, as numbers are in Liquid, Unix time. */
const UNIX = /^\d{9,11}$/;
/** Seconds of the year 5138: larger numbers are a script's milliseconds. */
const MOST_SECONDS = 1e11;
/** A date has no more (ECMA-262, time values). */
const MOST_MS = 8.64e15;

/** In ms since the epoch. `now` and `today` are the build's: `site.time`. */
function instant(value: unknown, zone: Zone, scope: FilterScope): number | null {
  if (value instanceof SiteDate) return value.ms;
  if (typeof value === 'number') {
    const ms = Math.abs(value) < MOST_SECONDS ? value * 1000 : value;
    return Math.abs(ms) <= MOST_MS ? ms : null;
  }
  if (value === null || value === undefined) return null;
  const written = text(value);
  if (written === 'now' || written === 'today') {
    const time = property(scope.variable('site'), 'time');
    return time instanceof SiteDate ? time.ms : null;
  }
  return UNIX.test(written)
    ? Number(written) * 1000
    : (readDate(written, zone, { utc: false })?.ms ?? null);
}

function ordinal(day: number): string {
  const teen = day >= 11 && day <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

/** Jekyll's `date_to_string`: `16 May 2022`; with `ordinal`, `16th May 2022`, or `US` style. */
function dayText(
  month: string,
  style: readonly unknown[],
  show: (format: string) => string,
): string {
  if (style[0] !== 'ordinal') return show(`%d ${month} %Y`);
  const day = ordinal(Number(show('%-d')));
  return style[1] === 'US' ? show(`${month} ${day}, %Y`) : show(`${day} ${month} %Y`);
}

/** Of a text that says its offset, what clocks there showed, as Ruby has it; null: it says none. */
export function shownAsWritten(written: string, format: string, zone: Zone): string | null {
  const read = readDate(written, zone, { utc: false });
  const offset = read?.offset ?? null;
  if (read === null || offset === null) return null;
  const name = offset === 0 ? 'UTC' : '';
  return strftime(format, read.ms, {
    ...{ name, offsetAt: () => offset, abbreviationAt: () => name },
  });
}

/** `date` and Jekyll's `date_to_…`. */
export function dateFilters(zone: Zone): Filters {
  /** What isn't a date stays as it is, as in Liquid. */
  const shown = (show: (ms: number, args: readonly unknown[]) => string): Filter =>
    function filter(value, ...args) {
      const ms = instant(value, zone, this);
      return ms === null ? text(value) : show(ms, args);
    };
  const days = (month: string): Filter =>
    shown((ms, style) => dayText(month, style, (format) => strftime(format, ms, zone)));
  return {
    date: shown((ms, [format]) =>
      format === undefined || format === ''
        ? new SiteDate(ms, zone).toString()
        : strftime(text(format), ms, zone),
    ),
    date_to_xmlschema(value) {
      // It is in the site's zone, and remembers what it is.
      if (value instanceof SiteDate) return value.toJSON();
      const ms = instant(value, zone, this);
      return ms === null ? text(value) : toXmlSchema(ms, zone);
    },
    date_to_rfc822: shown((ms) => toRfc822(ms, zone)),
    date_to_string: days('%b'),
    date_to_long_string: days('%B'),
  };
}
