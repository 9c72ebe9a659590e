/** How often properties are tried. */

/** Of a test in seconds; the soak takes all. */
const PART = 4;

/** `full` in the soak, and a part of them in `npm test`. */
export function runs(full: number): number {
  return process.env['FULL'] === '1' ? full : Math.ceil(full / PART);
}
