import { it } from 'vitest';
import { expectKillsHarmless } from './kill.js';

it('a build may be killed at any instant', async () => {
  await expectKillsHarmless(3, Math.random);
}, 180_000);
