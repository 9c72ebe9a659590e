/** Files that hosts and crawlers ask for by name: `_headers`, `CNAME`, `.nojekyll`, a key. */
import { type OutputKind, planned, writersOf } from '../kind.js';
import { writeHeaders } from './headers.js';
import { hostFileSettings } from './host-file-settings.js';
import { hostFilesOf } from './plan.js';
import type { HeadersFile, TextFile } from './types.js';

export const hostFiles: OutputKind = {
  name: 'host-files',
  settings: (values, base) => ({ hostFiles: hostFileSettings(values, base) }),
  paths: (site) =>
    hostFilesOf(site).map(({ url, output }) => ({ url, output, name: `finews' own ${output}` })),
  plan: ({ site }) => planned(hostFilesOf(site)),
  placeKey: ({ output }) => KEYS[output] ?? 'indexnow_key',
  writers: writersOf<HeadersFile | TextFile>({
    headers: writeHeaders,
    text: ({ text }) => text,
  }),
};

const KEYS: Readonly<Record<string, string>> = {
  _headers: 'headers',
  CNAME: 'cname',
  '.nojekyll': 'nojekyll',
};
