/** What parsing needs of the config, made once: everything a parsed file depends on besides bytes. */

import type { BodySettings } from '../../formats/body/render-body.js';
import { createZone, type Zone } from '../../formats/dates/zone.js';
import { createDefaults, type DefaultsFor } from '../../formats/front-matter/apply-defaults.js';
import type { SiteSettings } from '../../model/config.js';
import type { Expand } from './address.js';

/** For pages, whose text meets Markdown in render. */
export interface PageSettings {
  readonly config: SiteSettings;
  readonly zone: Zone;
  readonly defaults: DefaultsFor;
}

/** For pages; style sheets are pages where something compiles them. */
export interface DocumentSettings extends PageSettings {
  readonly compilesStyles: boolean;
}

/** For stories. */
export interface ParseSettings extends PageSettings, BodySettings {
  readonly pattern: Expand;
}

export function pageSettings(config: SiteSettings): PageSettings {
  return {
    config,
    zone: createZone(config.timezone),
    defaults: createDefaults(config.defaults, config.collectionsDir),
  };
}
