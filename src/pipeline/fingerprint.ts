/**
 * What results depend on besides a site: finews' own code, its libraries, the Node line, and for
 * stories the settings that parsing has. Results of another fingerprint are not used.
 */

import { formValues } from '../formats/story-forms/form-values.js';
import type { Config } from '../model/config.js';
import type { Host } from '../model/io.js';
import { dataDigest } from '../platform/digest.js';

/** Of all that a parsed story depends on besides its bytes, and every page besides the site. */
export function fingerprintOf(config: Config, host: Host): string {
  const { timezone, jekyllUtcDates, permalinks, markdownExtensions, html, limits } = config;
  const { excerptSeparator, collectionsDir, syntax, colouredCode, numberedCode, markdown } = config;
  const defaults = config.defaults.filter(({ scope }) => /^(?:posts?)?$/.test(scope.type));
  const parsing = [timezone, jekyllUtcDates, permalinks.post, markdownExtensions, html, limits];
  return dataDigest([
    host.program(),
    ...parsing,
    excerptSeparator,
    collectionsDir,
    syntax,
    config.usualLayouts.post,
    ...(syntax === 'liquid' ? formValues(config) : []),
    colouredCode,
    numberedCode,
    config.writing,
    config.lang,
    markdown,
    defaults,
  ]);
}
