/** What the config says of hosts: `headers`, `nojekyll`, `cname`, `indexnow_key`. */
import { flag, text, textOrNone } from '../../formats/text/typed-values.js';
import { type Data, isMap, type Value } from '../../model/data.js';

export interface HostFileSettings {
  readonly indexNowKey: string | null;
  /** The Content-Security-Policy of `_headers`; null: no such file. */
  readonly policy: string | null;
  readonly noJekyll: boolean;
  /** The domain in `CNAME`; null: no such file. */
  readonly cname: string | null;
}

declare module '../../model/config.js' {
  interface OutputSettings {
    readonly hostFiles: HostFileSettings;
  }
}

/** What the docs call strict: nothing inline, nothing from elsewhere but pictures and sound. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'inline-speculation-rules'",
  "style-src 'self'",
  "img-src 'self' https: data:",
  "media-src 'self' https:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function hostFileSettings(values: Data, base: string | null): HostFileSettings {
  return {
    indexNowKey: base === null ? null : textOrNone(values, 'indexnow_key'),
    policy: policyOf(values['headers']),
    noJekyll: flag(values, 'nojekyll', false),
    cname: textOrNone(values, 'cname'),
  };
}

function policyOf(value: Value | undefined): string | null {
  if (isMap(value)) return text(value, 'policy', POLICY);
  return value === true ? POLICY : null;
}
