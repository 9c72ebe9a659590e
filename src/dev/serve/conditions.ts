/** Conditional and partial requests (RFC 9110, 13 and 14), as far as static hosts have them. Pure. */
import type { IncomingHttpHeaders } from 'node:http';

/** What tells one state of a file from another. */
export interface Version {
  /** Strong, with its quotes. */
  readonly etag: string;
  /** HTTP's format, whole seconds. */
  readonly modified: string;
}

/** `modified` in ms since the epoch; `mark` tells apart what is sent for the same bytes. */
export function versionOf(modified: number, size: number, mark = ''): Version {
  return {
    etag: `"${mark}${modified.toString(36)}-${size.toString(36)}"`,
    modified: new Date(modified).toUTCString(),
  };
}

/** Whether the client has this version already: the answer is then 304. */
export function isKnown(headers: IncomingHttpHeaders, version: Version): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes('*') || known.includes(version.etag);
  }
  const since = timeOf(headers['if-modified-since']);
  return since !== null && Date.parse(version.modified) <= since;
}

/** Bytes to send: all of them, `length` from `start`, or none of those that were asked for. */
export type Range =
  | { readonly kind: 'all' }
  | { readonly kind: 'part'; readonly start: number; readonly length: number }
  | { readonly kind: 'outside' };

const ALL: Range = { kind: 'all' };

/** One byte range; several in one request, and units other than bytes, are answered with all. */
export function rangeOf(headers: IncomingHttpHeaders, version: Version, size: number): Range {
  const asked = /^bytes=(\d*)-(\d*)$/i.exec(headers.range ?? '');
  const [, first = '', last = ''] = asked ?? [];
  if (asked === null || (first === '' && last === '') || !isStill(headers, version)) return ALL;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return ALL;
  return start < end ? { kind: 'part', start, length: end - start } : { kind: 'outside' };
}

/** `If-Range`: a part is of use only beside the other parts of the same version. */
function isStill(headers: IncomingHttpHeaders, version: Version): boolean {
  const { 'if-range': known } = headers;
  if (known === undefined) return true;
  return typeof known === 'string' && (known === version.etag || known === version.modified);
}

/** Other formats than HTTP's own are no time. */
function timeOf(text: string | undefined): number | null {
  const time = text?.endsWith(' GMT') === true ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
