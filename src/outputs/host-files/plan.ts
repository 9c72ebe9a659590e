/** Plans the few files that hosts and crawlers ask for by name. */
import type { GeneratedPage } from '../../model/page.js';
import type { Arrangement } from '../../model/site.js';
import { generated } from '../kind.js';
import { staticPlace } from '../statics/paths.js';
import type { HeadersFile, TextFile } from './types.js';

/** Cloudflare reads a hundred rules; the others need some. */
const MOST_IMMUTABLE = 80;
/** A name that changes with the content. */
const FINGERPRINTED = /[.-][0-9a-f]{8,64}\.[a-z0-9]+$/i;

export function hostFilesOf(site: Arrangement): readonly GeneratedPage[] {
  const { indexNowKey, policy, noJekyll, cname } = site.config.outputs.hostFiles;
  return [
    ...(indexNowKey === null ? [] : [textFile(`${indexNowKey}.txt`, indexNowKey)]),
    ...(noJekyll ? [textFile('.nojekyll', '')] : []),
    ...(cname === null ? [] : [textFile('CNAME', `${cname}\n`)]),
    ...(policy === null ? [] : [headersFile(site)]),
  ];
}

function textFile(output: string, text: string): TextFile {
  return { ...generated({ output, url: `/${output}` }), format: 'text', text };
}

function headersFile({ statics }: Arrangement): HeadersFile {
  const immutable = statics
    .filter(({ path }) => FINGERPRINTED.test(path))
    .slice(0, MOST_IMMUTABLE)
    .map((file) => staticPlace(file).url);
  return { ...generated({ output: '_headers', url: '/_headers' }), format: 'headers', immutable };
}
