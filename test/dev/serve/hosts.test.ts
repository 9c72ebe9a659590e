/** Names by which a machine may be asked that listens on the network, too. */
import { expect, it } from 'vitest';
import { mayAsk } from '../../../src/dev/serve/hosts.js';

it.each([
  ['192.168.1.7:4000', '192.168.1.7', true],
  ['192.168.1.7:4000', '::ffff:192.168.1.7', true],
  ['[fd00::1]:4000', 'fd00::1', true],
  ['192.168.1.8:4000', '192.168.1.7', false],
  ['evil.example', '192.168.1.7', false],
  ['', undefined, false],
  ['undefined', undefined, false],
])('%s, arrived at %s: %s', (host, arrivedAt, allowed) => {
  expect(mayAsk({ headers: { host }, arrivedAt }, new Set())).toBe(allowed);
});
