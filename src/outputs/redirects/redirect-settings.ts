/** What the config's `redirects` says. */
import { flag } from '../../formats/text/typed-values.js';
import { type Data, isMap } from '../../model/data.js';

export interface RedirectSettings {
  /** A page at each old address. */
  readonly html: boolean;
  /** `redirects.json`, as jekyll-redirect-from writes it. */
  readonly json: boolean;
  /** `_redirects`, for Netlify and Cloudflare. */
  readonly netlify: boolean;
  /** `redirects.map`, for nginx. */
  readonly nginx: boolean;
}

declare module '../../model/config.js' {
  interface OutputSettings {
    readonly redirects: RedirectSettings;
  }
}

export function redirectSettings({ redirects: value }: Data): RedirectSettings {
  const map = isMap(value) ? value : {};
  const on = value !== false;
  return {
    html: flag(map, 'html', on),
    json: flag(map, 'json', on),
    netlify: flag(map, 'netlify', false),
    nginx: flag(map, 'nginx', false),
  };
}
