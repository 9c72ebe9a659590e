/** What the config's `redirects` says. */
import { configReader } from '../../formats/json/config-values.js';
import type { Data } from '../../model/data.js';
import { REDIRECT_KEYS } from './config.js';

export interface RedirectSettings {
  /** A page at each old address. */
  readonly html: boolean;
  /** `redirects.json`, as jekyll-redirect-from writes it. */
  readonly json: boolean;
  /** `_redirects`, for Netlify and Cloudflare. */
  readonly netlify: boolean;
  /** `.htaccess`, for Apache. */
  readonly apache: boolean;
  /** `redirects.map` and `gone.map`, for nginx. */
  readonly nginx: boolean;
}

declare module '../../model/config.js' {
  interface OutputSettings {
    readonly redirects: RedirectSettings;
  }
}

const NONE: RedirectSettings = {
  html: false,
  json: false,
  netlify: false,
  apache: false,
  nginx: false,
};

const read = configReader(REDIRECT_KEYS);

export function redirectSettings(values: Data): RedirectSettings {
  if (values['redirects'] === false) return NONE;
  return {
    html: read.flag(values, 'redirects.html'),
    json: read.flag(values, 'redirects.json'),
    netlify: read.flag(values, 'redirects.netlify'),
    apache: read.flag(values, 'redirects.apache'),
    nginx: read.flag(values, 'redirects.nginx'),
  };
}
