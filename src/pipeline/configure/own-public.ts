/**
 * Jekyll's sites may have a folder `public` of their own, for style sheets and pictures, where finews
 * usually puts the site. Then the site goes beside it, unless the config or an option says where.
 */
import path from 'node:path';
import { scalarText } from '../../formats/text/scalar.js';
import { destinationKey } from '../../incremental/store/destination-key.js';
import { type Data, dataOf } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import { DEFAULT_DESTINATION, jekyllTheme, OWN_DESTINATION } from '../../outputs/site-settings.js';
import { read } from './config-keys.js';

/** The values, with a destination where they have none and the usual one is the site's. */
export function besideOwnPublic(values: Data, base: string, options: BuildOptions, io: Io): Data {
  if (scalarText(values['destination']) !== null) return values;
  const source =
    options.source === undefined ? path.resolve(base, read.text(values, 'source')) : base;
  const cacheDir = path.resolve(
    options.cacheDir ?? path.join(base, read.text(values, 'cache_dir')),
  );
  if (!isOwn({ source, cacheDir, values }, io)) return values;
  return dataOf([...Object.entries(values), ['destination', OWN_DESTINATION]]);
}

interface Place {
  readonly source: string;
  readonly cacheDir: string;
  readonly values: Data;
}

/**
 * Whether finews has never published there: the ledger is written before the first output. A site has an
 * index, which tells one whose ledger was lost.
 */
function isOwn({ source, cacheDir, values }: Place, io: Io): boolean {
  const folder = path.join(source, DEFAULT_DESTINATION);
  const isThere = (file: string): boolean => io.stat(file) !== undefined;
  if (io.stat(folder)?.kind !== 'folder' || isThere(path.join(folder, 'index.html'))) return false;
  const isJekylls =
    jekyllTheme(values) !== null ||
    ['_layouts', '_includes'].some((name) => isThere(path.join(source, name)));
  const key = destinationKey({ cacheDir, destination: folder });
  return isJekylls && !isThere(path.join(cacheDir, `ledger-${key}.log`));
}
