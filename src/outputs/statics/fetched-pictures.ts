/**
 * Pictures of other servers that were brought into the site: `_data/fetched_pictures.json` has the file of
 * each address. Stories keep what is written in them; pages show the file.
 */
import { type Data, isMap } from '../../model/data.js';

/** Below `_data`, and as templates see it. */
export const FETCHED = 'fetched_pictures';

/** Whether an address may be one that was fetched. */
export function isWhole(address: string): boolean {
  return /^(?:https?:)?\/\//i.test(address);
}

/** The path of the file below the site, from `/`; null: it was not fetched, or is no plain path. */
export function fetchedPicture(data: Data, address: string): string | null {
  const all = data[FETCHED];
  const path = isMap(all) ? all[address] : undefined;
  return typeof path === 'string' && /^\/(?![/\\])[^?#\p{Cc}]*$/u.test(path) ? path : null;
}
