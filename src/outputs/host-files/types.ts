/** What plan says of the files that hosts ask for by name. */
import type { GeneratedPage } from '../../model/page.js';

export interface HeadersFile extends GeneratedPage {
  readonly format: 'headers';
  /** URLs of files whose name changes with their content. */
  readonly immutable: readonly string[];
}

/** A file whose few words plan knows: `CNAME`, a key. */
export interface TextFile extends GeneratedPage {
  readonly format: 'text';
  readonly text: string;
}
