/** The files of a folder of templates: the built-in theme's, and those of the site's own folders. */
import path from 'node:path';
import { nameBelow } from '../../formats/urls/paths.js';
import { refusal } from '../../incremental/source-files/leaving-links.js';
import { readListed, unlessGone } from '../../incremental/source-files/open-listed.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import { OWN_PACKAGE } from '../../platform/packages/own-package.js';
import { followLinks } from './linked-posts.js';

/** The theme that comes with finews. */
export const BUILT_IN: string = path.join(OWN_PACKAGE, 'templates');

export interface ThemeFile {
  /** Below the folder. */
  readonly name: string;
  /** For messages. */
  readonly shown: string;
  /** Absolute. */
  readonly file: string;
  /** Null: it is gone. */
  readonly read: () => Buffer | null;
}

/** Of a folder that comes with finews; in the order of their names. */
export function builtInFiles(folder: string, io: Io): readonly ThemeFile[] {
  const files = io.walk(folder, []).filter(({ kind }) => kind === 'file');
  const found = files.map(({ path: name }): ThemeFile => {
    const file = path.join(folder, name);
    return { name, shown: `finews:templates/${name}`, file, read: () => io.read(file) };
  });
  return found.sort(byName);
}

const NONE: Outcome<readonly ThemeFile[]> = { value: [], problems: [] };

/**
 * Of a folder of the site's own, which need not be there; links are followed where they stay in the
 * site. In the order of their names.
 */
export function siteFiles(folder: string, config: Config, io: Io): Outcome<readonly ThemeFile[]> {
  const kind = io.stat(folder)?.kind;
  if (kind !== 'folder' && kind !== 'link') return NONE;
  const label = nameBelow(config.source, folder);
  const listed: readonly Entry[] =
    kind === 'link'
      ? [{ path: label, kind }]
      : io.walk(folder, []).map((entry) => {
          return { path: `${label}/${entry.path}`, kind: entry.kind };
        });
  const { value, problems } = followLinks(listed, config, io, () => true);
  const all: Problem[] = [...problems];
  const files = value.entries.flatMap((entry): readonly ThemeFile[] => {
    if (entry.kind === 'folder') return [];
    const refused = refusal(entry, config, io);
    if (refused !== null) {
      const { fate: _, ...about } = refused;
      all.push(about);
      return [];
    }
    const shown = entry.path;
    const at = path.join(config.source, shown);
    const file = entry.kind === 'link' ? (unlessGone(() => io.realPath(at)) ?? at) : at;
    const read = (): Buffer | null => {
      const found = readListed(shown, config, io);
      return found.kind === 'ok' ? found.value : null;
    };
    return [{ name: shown.slice(label.length + 1), shown, file, read }];
  });
  return { value: files.sort(byName), problems: all };
}

function byName(a: ThemeFile, b: ThemeFile): number {
  return a.name < b.name ? -1 : 1;
}
