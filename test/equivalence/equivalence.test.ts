import { it } from 'vitest';
import { build } from '../../src/index.js';
import { expectEquivalence } from './equivalence.js';

it('a build with a memory leaves what a clean one does, whatever was edited', async () => {
  const clean = { build, clean: build };
  await expectEquivalence(clean, { sequences: 8, length: 25 });
}, 120_000);
