/** The config's table: keys of old addresses. */
import { TRUE_OR_FALSE } from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

function redirectForm(form: string, byDefault: boolean, doc: string): ConfigKey {
  const key = `redirects.${form}`;
  const check = TRUE_OR_FALSE;
  return { key, type: 'flag', default: byDefault, check, origin: 'finews', doc };
}

export const REDIRECT_KEYS: readonly ConfigKey[] = [
  {
    key: 'redirects',
    type: 'map or flag',
    isClosed: true,
    misfit: 'unset',
    origin: 'finews',
    doc: 'a map; `false` for none',
    defaultDoc: '',
  },
  redirectForm('html', true, '`false`: no page at each old address'),
  redirectForm('json', true, '`false`: no `redirects.json`'),
  redirectForm('netlify', false, '`true`: `_redirects`, for Netlify and Cloudflare'),
  redirectForm('apache', false, '`true`: `.htaccess`, for Apache'),
  redirectForm('nginx', false, '`true`: `redirects.map` and `gone.map`, for nginx'),
];
