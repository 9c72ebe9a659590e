/** What parsing needs of the config, made once: everything a parsed story depends on besides bytes. */
import { createDefaults, type DefaultsFor } from '../../content/defaults.js';
import { createMarkdown, type Markdown } from '../../content/markdown.js';
import { createZone, type Zone } from '../../content/zone.js';
import type { Config } from '../../model/config.js';
import { type Expand, sitePattern } from './address.js';

export interface ParseSettings {
  readonly config: Config;
  readonly zone: Zone;
  readonly markdown: Markdown;
  readonly defaults: DefaultsFor;
  readonly pattern: Expand;
}

export function parseSettings(config: Config): ParseSettings {
  return {
    config,
    zone: createZone(config.timezone),
    markdown: createMarkdown({ html: config.html, nesting: config.limits.nesting }),
    defaults: createDefaults(config.defaults),
    pattern: sitePattern(config),
  };
}
