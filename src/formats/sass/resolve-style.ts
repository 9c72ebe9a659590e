/**
 * Which file `@use`, `@forward` and `@import` mean, as Sass has it (its specification, `spec/modules.md`,
 * "Resolving a file: URL"): partials, both syntaxes, plain CSS, a folder's index. Pure: the files are those
 * that the caller knows, and no path leaves the site.
 */
import path from 'node:path';

/** Where files may be. */
export interface StylePlaces {
  /** Whether there is such a file; a path below the source, with `/`. */
  readonly has: (path: string) => boolean;
  /** Folders below the source; empty: the source itself. */
  readonly loadPaths: readonly string[];
}

export interface StyleLoad {
  /** As it is written, or beginning with `SITE`: resolved against the file that it is written in. */
  readonly url: string;
  /** For `@import`, which files of their own may be meant for. */
  readonly isImport: boolean;
}

export type FoundStyle =
  | { readonly kind: 'one'; readonly path: string }
  | { readonly kind: 'none' }
  /** Sass refuses to choose. */
  | { readonly kind: 'many'; readonly paths: readonly string[] };

/** The root of the addresses that files of the site have while style sheets are compiled. */
export const SITE = 'site:/';

const NONE: FoundStyle = { kind: 'none' };

export function resolveStyle({ url, isImport }: StyleLoad, places: StylePlaces): FoundStyle {
  if (url.startsWith(SITE)) return resolveAt(stylePath(url), isImport, places.has);
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) return NONE;
  for (const folder of places.loadPaths) {
    const found = resolveAt(belowSource(`${folder}/${decoded(url)}`), isImport, places.has);
    if (found.kind !== 'none') return found;
  }
  return NONE;
}

/** A file's address. */
export function styleUrl(file: string): string {
  return SITE + file.split('/').map(encodeURIComponent).join('/');
}

/** The file of an address, below the source; null: it leaves that. */
export function stylePath(url: string): string | null {
  return belowSource(decoded(url.slice(SITE.length)));
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

function belowSource(file: string): string | null {
  const plain = path.posix.normalize(file).replace(/^\/+/, '');
  return plain === '..' || plain.startsWith('../') || plain.includes('\0') ? null : plain;
}

const ENDING = /\.(?:scss|sass|css)$/;

function resolveAt(file: string | null, isImport: boolean, has: StylePlaces['has']): FoundStyle {
  if (file === null) return NONE;
  const withPartial = (name: string): readonly string[] => {
    const partial = path.posix.join(path.posix.dirname(name), `_${path.posix.basename(name)}`);
    return [partial, name].filter(has);
  };
  const withEnding = (name: string): readonly string[] => {
    const found = [...withPartial(`${name}.sass`), ...withPartial(`${name}.scss`)];
    return found.length > 0 ? found : withPartial(`${name}.css`);
  };
  const [ending] = ENDING.exec(file) ?? [];
  const stem = ending === undefined ? file : file.slice(0, -ending.length);
  const tries: readonly (() => readonly string[])[] =
    ending === undefined
      ? [
          ...(isImport ? [() => withEnding(`${file}.import`)] : []),
          () => withEnding(file),
          ...(isImport ? [() => withEnding(`${file}/index.import`)] : []),
          () => withEnding(`${file}/index`),
        ]
      : [
          ...(isImport ? [() => withPartial(`${stem}.import${ending}`)] : []),
          () => withPartial(file),
        ];
  for (const attempt of tries) {
    const [one, ...more] = attempt();
    if (one !== undefined) {
      return more.length > 0 ? { kind: 'many', paths: [one, ...more] } : { kind: 'one', path: one };
    }
  }
  return NONE;
}
