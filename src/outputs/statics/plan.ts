/** Plans the files that are copied as they are. */
import { urlPath } from '../../formats/urls/permalink.js';
import type { Page } from '../../model/page.js';
import type { PlanInput } from '../planner.js';

export function planStatics({ site }: PlanInput): readonly Page[] {
  return site.statics.map(({ path, file, mark, text }) => ({
    kind: 'static',
    output: path,
    url: `/${urlPath(path)}`,
    file,
    mark,
    text,
  }));
}
