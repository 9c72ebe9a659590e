/** Plans the few files that hosts and crawlers ask for by name. */
import { urlPath } from '../../formats/urls/permalink.js';
import type { GeneratedPage, TextFile } from '../../model/generated-file.js';
import type { Page } from '../../model/page.js';
import type { PlanInput } from '../planner.js';

/** Cloudflare reads a hundred rules; the others need some. */
const MOST_IMMUTABLE = 80;
/** A name that changes with the content. */
const FINGERPRINTED = /[.-][0-9a-f]{8,64}\.[a-z0-9]+$/i;

export function planHostFiles({ site }: PlanInput): readonly Page[] {
  const { indexNowKey, policy, noJekyll, cname } = site.config.machines;
  const files: GeneratedPage[] = [];
  if (indexNowKey !== null) files.push(textFile(`${indexNowKey}.txt`, indexNowKey));
  if (noJekyll) files.push(textFile('.nojekyll', ''));
  if (cname !== null) files.push(textFile('CNAME', `${cname}\n`));
  if (policy !== null) {
    const immutable = site.statics
      .filter(({ path }) => FINGERPRINTED.test(path))
      .slice(0, MOST_IMMUTABLE)
      .map(({ path }) => `/${urlPath(path)}`);
    files.push({ ...plainFile('_headers'), form: 'headers', immutable });
  }
  return files;
}

function textFile(output: string, text: string): TextFile {
  return { ...plainFile(output), form: 'text', text };
}

function plainFile(output: string) {
  return { kind: 'machine', output, url: `/${output}`, ranks: [], bodies: false } as const;
}
