/**
 * What results depend on besides a site: finews' own code, its libraries, the Node line, and for
 * stories the settings that parsing has. Results of another fingerprint are not used.
 */
import { digest } from '../content/digest.js';
import type { Config } from '../model/config.js';
import type { Host } from '../model/io.js';

export interface Fingerprints {
  /** Of all that a parsed story depends on besides its bytes. */
  readonly settings: string;
  /** Of all that every page depends on besides the site. */
  readonly foundation: string;
}

export function fingerprintsOf(config: Config, host: Host): Fingerprints {
  const { timezone, jekyllUtcDates, permalinks, markdownExtensions, html, limits } = config;
  const { excerptSeparator } = config;
  const defaults = config.defaults.filter(({ scope }) => /^(?:posts?)?$/.test(scope.type));
  const parsing = [timezone, jekyllUtcDates, permalinks.post, markdownExtensions, html, limits];
  const settings = digest(JSON.stringify([host.program(), ...parsing, excerptSeparator, defaults]));
  return { settings, foundation: settings };
}
