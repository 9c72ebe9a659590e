/** `defaults:` in the config (Jekyll `frontmatter_defaults.rb`): checked, one entry a record. */
import { scalarText } from '../../content/scalar.js';
import type { FrontMatterDefault } from '../../model/config.js';
import { type Data, isList, isMap } from '../../model/data.js';

/** Entries without `values` say nothing and are dropped, as in Jekyll. */
export function defaultsOf(values: Data): readonly FrontMatterDefault[] {
  const entries = values['defaults'];
  if (!isList(entries)) return [];
  return entries.flatMap((entry) => {
    if (!isMap(entry) || !isMap(entry['values'])) return [];
    const scope = isMap(entry['scope']) ? entry['scope'] : {};
    return [
      {
        scope: { path: scoped(scope, 'path'), type: scoped(scope, 'type') },
        values: entry['values'],
      },
    ];
  });
}

function scoped(scope: Data, key: string): string {
  return (scalarText(scope[key]) ?? '').replace(/^\/+/, '');
}
