/** What the config says of hosts: `headers`, `nojekyll`, `cname`, `indexnow_key`. */
import { configReader } from '../../formats/json/config-values.js';
import { type Data, isMap } from '../../model/data.js';
import { HOST_KEYS } from './config.js';
import { policySources, widened } from './elsewhere.js';

export interface HostFileSettings {
  readonly indexNowKey: string | null;
  /** The Content-Security-Policy of `_headers`; null: no such file. */
  readonly policy: string | null;
  readonly noJekyll: boolean;
  /** The domain in `CNAME`; null: no such file. */
  readonly cname: string | null;
}

/** One that the site has written stays as it is. */
function policyOf(values: Data): string {
  const policy = read.text(values, 'headers.policy');
  const isOwn = policy !== read.defaultOf('headers.policy');
  return isOwn ? policy : widened(policy, policySources(values));
}

declare module '../../model/config.js' {
  interface OutputSettings {
    readonly hostFiles: HostFileSettings;
  }
}

const read = configReader(HOST_KEYS);

export function hostFileSettings(values: Data, base: string | null): HostFileSettings {
  const { headers } = values;
  return {
    indexNowKey: base === null ? null : read.textOrNull(values, 'indexnow_key'),
    policy: headers === true || isMap(headers) ? policyOf(values) : null,
    noJekyll: read.flag(values, 'nojekyll'),
    cname: read.textOrNull(values, 'cname'),
  };
}
