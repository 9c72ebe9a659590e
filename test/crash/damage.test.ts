import { it } from 'vitest';
import { expectDamageHarmless } from './damage.js';

it('a damaged cache costs a rendering, never a wrong page', async () => {
  await expectDamageHarmless(60, 2022);
}, 120_000);
