/** Calendar months in a zone. */
import { fromLocal, localTime, type Zone } from './zone.js';

export interface Month {
  /** `2022-05`. */
  readonly name: string;
  /** The first moment after it, in ms since the epoch. */
  readonly end: number;
}

/** The month of a moment. */
export function monthOf(ms: number, zone: Zone): Month {
  const { year, month } = localTime(zone, ms);
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  return { name, end: fromLocal(zone, { ...next, day: 1, hour: 0, minute: 0, second: 0 }) };
}
