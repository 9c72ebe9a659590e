/** Texts as base64, in its usual letters and in those of addresses. */
import { text } from '../runtime/template-values.js';
import type { Filters } from './filter.js';

function encoded(value: unknown): string {
  return Buffer.from(text(value), 'utf8').toString('base64');
}

/** Of what is no base64, nothing. */
function decoded(written: string): string {
  const isBase64 = /^[A-Za-z\d+/]*={0,2}$/.test(written);
  return isBase64 ? Buffer.from(written, 'base64').toString('utf8') : '';
}

/** `base64_encode` and its like. */
export const base64: Filters = {
  base64_encode: encoded,
  base64_decode: (value) => decoded(text(value)),
  base64_url_safe_encode: (value) => encoded(value).replaceAll('+', '-').replaceAll('/', '_'),
  base64_url_safe_decode: (value) => decoded(text(value).replaceAll('-', '+').replaceAll('_', '/')),
};
