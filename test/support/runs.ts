/** How often properties are tried. */

/** Of a test in seconds; the soak takes all. */
const PART = 5;

/** Whether this is the soak, which tries all there is. */
export const IS_FULL: boolean = process.env['FULL'] === '1';

/** `full` in the soak, and a part of them in `npm test`. */
export function runs(full: number): number {
  return IS_FULL ? full : Math.ceil(full / PART);
}
