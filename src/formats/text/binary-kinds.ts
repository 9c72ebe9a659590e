/** Kinds of files that are no text, told by how they begin; asked of each file before it is read as text. */
import { Buffer, isUtf8 } from 'node:buffer';

/** A file's own kind. `ending` is that of its name. */
export interface BinaryKind {
  /** With its article. */
  readonly name: string;
  readonly ending: string;
}

const MOST = 12;

/** `ninth` stands from the ninth byte on. */
const KINDS: readonly (BinaryKind & { readonly start: string; readonly ninth?: string })[] = [
  { start: '\x89PNG\r\n', name: 'a PNG picture', ending: '.png' },
  { start: '\xff\xd8\xff', name: 'a JPEG picture', ending: '.jpg' },
  { start: 'GIF87a', name: 'a GIF picture', ending: '.gif' },
  { start: 'GIF89a', name: 'a GIF picture', ending: '.gif' },
  { start: 'RIFF', ninth: 'WEBP', name: 'a WebP picture', ending: '.webp' },
  { start: '%PDF-', name: 'a PDF document', ending: '.pdf' },
  { start: 'PK\x03\x04', name: 'a ZIP archive', ending: '.zip' },
];

/** Null: none that is known; what follows may be text. */
export function binaryKindOf(bytes: Uint8Array): BinaryKind | null {
  const first = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(MOST, bytes.length));
  const text = first.toString('latin1');
  const isOf = ({ start, ninth = '' }: (typeof KINDS)[number]): boolean =>
    text.startsWith(start) && text.startsWith(ninth, 8);
  const kind = KINDS.find(isOf);
  if (kind === undefined) return null;
  return isWords(kind.start) && isUtf8(bytes) && !bytes.includes(0) ? null : kind;
}

/** A text may be about `GIF89a`, and begin with it. */
function isWords(start: string): boolean {
  return /^[ -~]+$/.test(start);
}
