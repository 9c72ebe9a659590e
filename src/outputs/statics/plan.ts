/** Plans the files that are copied as they are. */
import { PICTURE_NAME } from '../../formats/pictures/picture-kind.js';
import type { Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import { type PlanInput, planned } from '../kind.js';
import { staticPlace } from './paths.js';

export function planStatics({ site }: PlanInput): Outcome<readonly Page[]> {
  const pages = site.statics.map((one): Page => {
    const { file, mark, text } = one;
    // By its name: its bytes say what can be taken out.
    const isPicture = text === null && PICTURE_NAME.test(one.path);
    return { kind: 'static', ...staticPlace(one), file, mark, text, isPicture };
  });
  return planned(pages);
}
