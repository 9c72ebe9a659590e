/** Plans the files that are copied as they are. */
import type { Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import { type PlanInput, planned } from '../kind.js';
import { staticPlace } from './paths.js';

export function planStatics({ site }: PlanInput): Outcome<readonly Page[]> {
  const pages = site.statics.map((one): Page => {
    const { file, mark, text } = one;
    return { kind: 'static', ...staticPlace(one), file, mark, text };
  });
  return planned(pages);
}
