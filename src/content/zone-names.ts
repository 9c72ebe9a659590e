/**
 * Zone abbreviations as the tz database has them (`CST`, `EDT`), for strftime's `%Z`. Node knows
 * only long English names, so those are looked up here; like the database, zones without an
 * established abbreviation show their offset (`+08`).
 */

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['Alaska Daylight Time', 'AKDT'],
  ['Alaska Standard Time', 'AKST'],
  ['American Samoa Standard Time', 'SST'],
  ['Atlantic Daylight Time', 'ADT'],
  ['Atlantic Standard Time', 'AST'],
  ['Australian Central Daylight Time', 'ACDT'],
  ['Australian Central Standard Time', 'ACST'],
  ['Australian Eastern Daylight Time', 'AEDT'],
  ['Australian Eastern Standard Time', 'AEST'],
  ['Australian Western Standard Time', 'AWST'],
  ['British Summer Time', 'BST'],
  ['Central Africa Time', 'CAT'],
  ['Central Daylight Time', 'CDT'],
  ['Central European Standard Time', 'CET'],
  ['Central European Summer Time', 'CEST'],
  ['Central Indonesia Time', 'WITA'],
  ['Central Standard Time', 'CST'],
  ['Chamorro Standard Time', 'ChST'],
  ['China Daylight Time', 'CDT'],
  ['China Standard Time', 'CST'],
  ['Coordinated Universal Time', 'UTC'],
  ['Cuba Daylight Time', 'CDT'],
  ['Cuba Standard Time', 'CST'],
  ['East Africa Time', 'EAT'],
  ['Eastern Daylight Time', 'EDT'],
  ['Eastern European Standard Time', 'EET'],
  ['Eastern European Summer Time', 'EEST'],
  ['Eastern Indonesia Time', 'WIT'],
  ['Eastern Standard Time', 'EST'],
  ['Greenwich Mean Time', 'GMT'],
  ['Hawaii-Aleutian Daylight Time', 'HDT'],
  ['Hawaii-Aleutian Standard Time', 'HST'],
  ['Hong Kong Standard Time', 'HKT'],
  ['Hong Kong Summer Time', 'HKST'],
  ['India Standard Time', 'IST'],
  ['Irish Standard Time', 'IST'],
  ['Israel Daylight Time', 'IDT'],
  ['Israel Standard Time', 'IST'],
  ['Japan Standard Time', 'JST'],
  ['Korean Standard Time', 'KST'],
  ['Mexican Pacific Daylight Time', 'MDT'],
  ['Mexican Pacific Standard Time', 'MST'],
  ['Moscow Standard Time', 'MSK'],
  ['Moscow Summer Time', 'MSD'],
  ['Mountain Daylight Time', 'MDT'],
  ['Mountain Standard Time', 'MST'],
  ['New Zealand Daylight Time', 'NZDT'],
  ['New Zealand Standard Time', 'NZST'],
  ['Newfoundland Daylight Time', 'NDT'],
  ['Newfoundland Standard Time', 'NST'],
  ['Pacific Daylight Time', 'PDT'],
  ['Pacific Standard Time', 'PST'],
  ['Pakistan Standard Time', 'PKT'],
  ['Pakistan Summer Time', 'PKST'],
  ['Philippine Standard Time', 'PST'],
  ['South Africa Standard Time', 'SAST'],
  ['Taiwan Standard Time', 'CST'],
  ['West Africa Time', 'WAT'],
  ['Western European Standard Time', 'WET'],
  ['Western European Summer Time', 'WEST'],
  ['Western Indonesia Time', 'WIB'],
  ['Yukon Time', 'MST'],
]);

/** The abbreviation for a zone's long English name, else its offset (minutes east) as `+0530`. */
export function zoneAbbreviation(longName: string, offset: number): string {
  const known = ABBREVIATIONS.get(longName);
  if (known !== undefined) return known;
  // Before standard time was introduced, clocks were off by odd seconds.
  if (!Number.isInteger(offset)) return 'LMT';
  const minutes = Math.abs(offset);
  const hours = String(Math.trunc(minutes / 60)).padStart(2, '0');
  const rest = minutes % 60 === 0 ? '' : String(minutes % 60).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hours}${rest}`;
}

const NAMES: ReadonlyMap<string, string> = new Map(
  [...ABBREVIATIONS].map(([name, short]) => [name.toLowerCase(), short]),
);

/** `CST` for `China Standard Time`, in any case; null: no zone is called so. */
export function abbreviationOf(longName: string): string | null {
  return NAMES.get(longName.toLowerCase()) ?? null;
}
