/** The made parts of docs/front-matter.md. */
import {
  FRONT_MATTER,
  FRONT_MATTER_KEYS,
  type FrontMatterEntry,
} from '../../src/model/front-matter-keys.js';
import { codeCell, tableOf } from './markdown-table.js';

export const FRONT_MATTER_BLOCKS: Readonly<Record<string, () => string>> = {
  'front-matter/post': () =>
    tableOf(
      ['key', 'means', 'default'],
      rowsOf('post').map(([key, { doc, byDefault = 'none' }]) => [codeCell(key), doc, byDefault]),
    ),
  'front-matter/machines': () => twoColumns('machines'),
  'front-matter/theme': () => twoColumns('theme'),
};

type Section = FrontMatterEntry['section'];

function twoColumns(section: Section): string {
  return tableOf(
    ['key', 'means'],
    rowsOf(section).map(([key, { doc }]) => [codeCell(key), doc]),
  );
}

function rowsOf(wanted: Section): readonly (readonly [string, FrontMatterEntry])[] {
  return FRONT_MATTER_KEYS.map((key) => [key, FRONT_MATTER[key]] as const).filter(
    ([, { section }]) => section === wanted,
  );
}
