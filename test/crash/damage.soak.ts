import { it } from 'vitest';
import { amount } from '../support/amount.js';
import { expectDamageHarmless } from './damage.js';

const SEED: number = amount('SOAK_SEED', Date.now() % 2 ** 31);

it(`caches that are damaged, seed ${SEED}`, async () => {
  console.log(`damage: SOAK_SEED=${SEED}`);
  await expectDamageHarmless(amount('SOAK_DAMAGES', 10_000), SEED);
});
