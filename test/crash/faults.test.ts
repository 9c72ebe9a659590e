/** Every operation on the disk fails at least once, with one of the usual errors. */
import path from 'node:path';
import { it } from 'vitest';
import type { Operation } from '../support/faulty-io.js';
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

/** Of templates, which are read one like the other, a few will do. */
function apart(): (operation: Operation) => boolean {
  let alike = 0;
  return ({ paths }) => {
    const isTemplate = path.extname(paths[0] ?? '') === '.njk';
    if (isTemplate) alike += 1;
    return !isTemplate || alike % 10 === 1;
  };
}
