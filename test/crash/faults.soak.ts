/** Every operation on the disk fails once with every usual error. */
import { it } from 'vitest';
import { expectRecovery, FULL, OTHERS } from './faults.js';

it.each([FULL, ...OTHERS])('%s at every operation', (code) => expectRecovery(() => [code]));
