/** What an address says of itself. */
import { decodeOnce } from '../../formats/urls/paths.js';
import type { FormerAddress } from '../types.js';

/** Whether an address may be a page's, by its name. */
export function isPage({ path }: FormerAddress): boolean {
  return /(?:\/|\.x?html?|\/[^./]*)$/i.test(path);
}

/** The last part of an address, without what hosts add: `a` of `/x/a.html`, `/x/a/` and `/x/a`. */
export function lastName(address: string): string {
  const name = decodeOnce(address.replace(/\/$/, '').split('/').at(-1) ?? '');
  return name.replace(/\.x?html?$/i, '');
}
