import { expect, test } from 'vitest';
import { digest, shortDigest } from '../../src/platform/digest.js';

test('text and its UTF-8 bytes have one digest', () => {
  expect(digest('央行')).toBe(digest(Buffer.from('央行')));
  expect(digest('')).toBe('47DEQpj8HBSa-_TImW-5JCeu');
});

test('a short digest is eight hex digits', () => {
  expect(shortDigest('🔥')).toMatch(/^[0-9a-f]{8}$/);
  expect(shortDigest('C')).not.toBe(shortDigest('C#'));
});
