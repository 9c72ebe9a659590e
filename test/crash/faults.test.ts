/** Operations on the disk fail with the usual errors: each that changes something, and some that look. */
import path from 'node:path';
import { it } from 'vitest';
import type { Operation } from '../support/faulty-io.js';
import { IS_FULL } from '../support/runs.js';
import { expectRecovery, FULL, OTHERS } from './faults.js';

const CHANGES =
  /^(?:append|createPack|flush|hardLink|makeFolder|remove\w*|rename|write\w*|copy\w*)$/;

it('the disk is full whenever it is changed', async () => {
  await expectRecovery((_, { name }) => (CHANGES.test(name) ? [FULL] : []));
}, 120_000);

it('whatever is done fails, with all the other errors in turn', async () => {
  const isAnother = apart();
  await expectRecovery((n, operation) =>
    isAnother(operation) ? [OTHERS[n % OTHERS.length] ?? ''] : [],
  );
}, 120_000);

/**
 * Of templates, which are read one like the other, a few will do; of other looks, which change nothing, the
 * soak alone takes all.
 */
function apart(): (operation: Operation) => boolean {
  let templates = 0;
  let looks = 0;
  return ({ name, paths }) => {
    if (path.extname(paths[0] ?? '') === '.njk') return templates++ % 10 === 0;
    return CHANGES.test(name) || IS_FULL || looks++ % 6 === 0;
  };
}
