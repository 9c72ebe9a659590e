/**
 * Pages that Hugo's `ref` and `relref` name: from the root, from the section or folder of the page that
 * names them, or by a name that only one page has. Case, endings, `index` and `_index` count for nothing.
 */
import path from 'node:path';

export interface HugoTarget {
  /** Below `content`, without the language's mark. */
  readonly path: string;
  /** Null: nobody can go there, for it is a draft. */
  readonly address: string | null;
}

export interface HugoRefs {
  /** `ref` with its anchor, as the page at `from` has it; null: it names no page, or several. */
  addressOf(ref: string, from: string): string | null;
}

export function hugoRefs(targets: Iterable<HugoTarget>): HugoRefs {
  const byPath = new Map<string, string | null>();
  const byName = new Map<string, Set<string>>();
  for (const { path: file, address } of targets) {
    const key = keyOf(file);
    if (byPath.has(key)) continue;
    byPath.set(key, address);
    const name = path.posix.basename(key);
    byName.set(name, (byName.get(name) ?? new Set()).add(key));
  }
  const named = (key: string): string | null => {
    const [only, ...others] = byName.get(key) ?? [];
    return only === undefined || others.length > 0 ? null : (byPath.get(only) ?? null);
  };
  return {
    addressOf(ref, from) {
      const [, whole = '', anchor = ''] = /^([^#?]*)(?:\?[^#]*)?(#.*)?$/s.exec(ref.trim()) ?? [];
      if (whole === '') return anchor === '' ? null : anchor;
      const folder = path.posix.dirname(from);
      const above = folder.includes('/') ? path.posix.dirname(folder) : '.';
      const wanted = whole.startsWith('/')
        ? [keyOf(whole)]
        : [
            keyOf(path.posix.join(folder, whole)),
            keyOf(path.posix.join(above, whole)),
            keyOf(whole),
          ];
      const found = wanted.find((key) => byPath.has(key));
      const isName = !/^[./]|\/./.test(whole);
      const address =
        found === undefined ? (isName ? named(keyOf(whole)) : null) : (byPath.get(found) ?? null);
      return address === null ? null : encodeURI(address) + anchor;
    },
  };
}

/** One form for all ways to write a page's place. */
function keyOf(file: string): string {
  return path.posix
    .normalize(file)
    .replace(/^(?:\.{0,2}\/)+|\/+$/g, '')
    .replace(/\.(?:md|markdown|mdown|html?)$/i, '')
    .replace(/(?:^|\/)_?index$/i, '')
    .replace(/^\.$/, '')
    .replace(/\s+/g, '-')
    .normalize('NFC')
    .toLowerCase();
}
