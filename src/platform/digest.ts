/**
 * Digests: finews compares content by them, keys its cache, and makes equal names differ. Every digest in
 * the cache, the manifest and in URLs comes from here.
 */
import { hash, randomBytes } from 'node:crypto';

/** 144 bits: no two stories with equal digests can be found, and an archive's digests stay small. */
const LENGTH = 24;

/**
 * Content's identity: 24 characters of base64url; text counts as its UTF-8 bytes. SHA-256, because
 * stories are untrusted and a forged SHA-1 could pass for another one; at 16 KB the two cost the same.
 */
export function digest(data: string | Uint8Array): string {
  return hash('sha256', data, 'base64url').slice(0, LENGTH);
}

/** The same text on its own: a slice keeps the whole that it was cut from, in an archive's memory. */
export function compact(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}

/** The digest of data; numbers that JSON doesn't have count as well. Undefined is none. */
export function dataDigest(value: unknown): string {
  if (value === undefined) return '-';
  const json = JSON.stringify(value);
  // Such a number would be null in it; to ask about each value takes several times as long.
  return digest(json.includes('null') ? JSON.stringify(value, finite) : json);
}

function finite(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? `\0${value}` : value;
}

/** Eight lower-case hex digits for names and URLs; too short to prove that content is equal. */
export function shortDigest(text: string | Uint8Array): string {
  return hash('sha256', text, 'hex').slice(0, 8);
}

/** 48 bits as a number, never 0: to find what may be equal among many texts. */
export function shortNumber(text: string): number {
  return 1 + Number.parseInt(hash('sha256', text, 'hex').slice(0, 12), 16);
}

/** A UUID made of a text (RFC 9562, version 8): the same for the same text, for ever. */
export function uuidOf(text: string): string {
  const hex = hash('sha256', text, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return `${a}-${b}-8${c}-${variant}${d}-${e}`;
}

/** Two whole numbers of 32 bits that nobody can know. */
export function secretWords(): readonly [number, number] {
  const bytes = randomBytes(8);
  return [bytes.readInt32LE(0), bytes.readInt32LE(4)];
}
