/** The made parts of docs/config.md. */
import { scalarText } from '../../src/formats/text/scalar.js';
import type { ConfigKey } from '../../src/model/config-schema.js';
import type { Value } from '../../src/model/data.js';
import { CONFIG_KEYS, SECTIONS } from '../../src/pipeline/configure/config-keys.js';
import { codeCell, tableOf } from './markdown-table.js';

export const CONFIG_BLOCKS: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    Object.entries(SECTIONS).map(([name, keys]) => [`config/${name}`, () => keyTable(keys)]),
  ),
  'config/unset': () => namesOf(CONFIG_KEYS.filter(({ misfit }) => misfit !== undefined)),
};

function keyTable(keys: readonly ConfigKey[]): string {
  return tableOf(
    ['key', 'is', 'default', 'from'],
    keys.map((one) => [codeCell(one.key), one.doc, defaultIn(one), one.origin]),
  );
}

/** The default as it is shown. */
function defaultIn({ default: value, defaultDoc }: ConfigKey): string {
  if (defaultDoc !== undefined) return defaultDoc;
  const shown = [value ?? []].flat().map(code);
  return shown.length === 0 ? 'none' : shown.join(', ');
}

function code(value: Value): string {
  const text = scalarText(value) ?? '';
  return typeof value === 'number' ? text : codeCell(text);
}

function namesOf(keys: readonly ConfigKey[]): string {
  return `${keys.map(({ key }) => codeCell(key)).join(', ')}.`;
}
