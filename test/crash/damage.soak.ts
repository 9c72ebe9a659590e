import { it } from 'vitest';
import { amount } from '../support/amount.js';
import { expectDamageHarmless } from './damage.js';

it('caches that are damaged', async () => {
  await expectDamageHarmless(amount('SOAK_DAMAGES', 10_000), Math.random);
});
