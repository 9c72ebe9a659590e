/** Keys put into `_config.yml`; comments and all other bytes stay. What can't be put in is told. */
import { isDeepStrictEqual } from 'node:util';
import { parseTrustedYaml } from '../../formats/front-matter/yaml.js';
import { decodeText } from '../../formats/text/decode.js';
import { type Data, isMap, mergeData, plainData, type Value } from '../../model/data.js';
import type { TriedKeys } from '../beside.js';
import type { ConfigValue } from '../types.js';
import { asBytes, asText, withEntriesOf, withKey } from './edit-lines.js';

export interface EditedConfig {
  readonly bytes: Buffer;
  /** Keys that have to be written by hand. */
  readonly refused: readonly string[];
}

export function withConfigKeys(bytes: Buffer, keys: TriedKeys): EditedConfig {
  const refused: string[] = [];
  let text = asText(bytes);
  for (const [key, value] of keys) {
    const before = readConfig(text);
    if (before !== null && isThere(before, key, value)) continue;
    const after = edited(text, key, value, before);
    const wanted = before === null ? null : mergeData(before, nested(key, value));
    if (wanted !== null && isDeepStrictEqual(plain(readConfig(after)), plain(wanted))) text = after;
    else refused.push(key);
  }
  return { bytes: asBytes(text), refused };
}

/** The config says so already. */
function isThere(before: Data, key: string, value: ConfigValue): boolean {
  const found = key
    .split('.')
    .reduce<Value | undefined>((inner, part) => (isMap(inner) ? inner[part] : undefined), before);
  if (!Array.isArray(value)) return found === value;
  return Array.isArray(found) && value.every((one) => found.includes(one));
}

function edited(text: string, key: string, value: ConfigValue, before: Data | null): string {
  if (!Array.isArray(value)) return withKey(text, key, value);
  const has = before?.[key];
  const known = Array.isArray(has) ? has.map(String) : [];
  return withEntriesOf(
    text,
    key,
    value.filter((one) => !known.includes(String(one))),
  );
}

/** Null: it is no map. */
function readConfig(text: string): Data | null {
  const decoded = decodeText(asBytes(text));
  if (decoded.kind === 'fail') return null;
  const { value, problems } = parseTrustedYaml(decoded.text, '_config.yml');
  if (problems.some(({ severity }) => severity === 'error')) return null;
  return value === null ? plainData({}) : isMap(value) ? value : null;
}

function nested(key: string, value: ConfigValue): Data {
  const made = key
    .split('.')
    .reduceRight<Value>((inner, part) => plainData({ [part]: inner }), value as Value);
  return isMap(made) ? made : plainData({});
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
