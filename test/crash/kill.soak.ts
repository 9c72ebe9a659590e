import { it } from 'vitest';
import { amount } from '../support/amount.js';
import { expectKillsHarmless } from './kill.js';

it('builds that are killed', async () => {
  await expectKillsHarmless(amount('SOAK_KILLS', 200), Math.random);
});
