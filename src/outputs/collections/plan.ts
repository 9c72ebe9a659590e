/** Plans one page a document, at the address that parse found and organise settled. */
import { pageLayout } from '../../formats/text/layout-names.js';
import type { Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import { type PlanInput, planned } from '../kind.js';

export function planCollections({ site }: PlanInput): Outcome<readonly Page[]> {
  const pages = site.documents.flatMap((document, index): readonly Page[] => {
    const { collected, output, url } = document;
    if (collected === null || output === '') return [];
    const layout = pageLayout(document, site.unknownLayouts, undefined);
    const shown = { layout, document: index, paginator: null, isSourceMap: false };
    return [{ kind: 'document', output, url, ...shown }];
  });
  return planned(pages);
}
