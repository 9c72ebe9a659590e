/** The text of the site's own files, in whatever encoding it can be told; else an error, never mojibake. */
import { decodeText } from '../../formats/text/decode.js';
import { firstOdd } from '../../formats/text/decode-place.js';
import type { Outcome } from '../../model/problem.js';

export type TrustedKind = 'page' | 'data' | 'template';

/** Null: it is no text. `file` is how the file is named in problems. */
export function trustedText(
  bytes: Uint8Array,
  kind: TrustedKind,
  file: string,
): Outcome<string | null> {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'ok') return { value: decoded.text, problems: [] };
  const message = `The ${kind} can't be read as text: ${decoded.reason}`;
  const code = `${kind}-encoding` as const;
  const { hint } = decoded;
  const place = firstOdd(bytes, decoded);
  return { value: null, problems: [{ code, severity: 'error', message, hint, file, ...place }] };
}
