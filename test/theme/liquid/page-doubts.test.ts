import { expect, it } from 'vitest';
import type { Document } from '../../../src/model/site.js';
import type { FilterFile } from '../../../src/model/source.js';
import { liquidDoubts } from '../../../src/theme/liquid/page-doubts.js';

const page = { path: 'index.html', text: '{{ site.title | shout }}', bodyLine: 0 } as Document;

it('tells of a filter until the site has it, also where a process goes on', () => {
  const own = [{ name: 'shout' } as FilterFile];
  const told = (filters: readonly FilterFile[]): number =>
    liquidDoubts([page], { templates: [], filters }).length;
  expect([told([]), told(own), told([])]).toEqual([1, 0, 1]);
});
