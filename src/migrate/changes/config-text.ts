/** Keys and values as `_config.yml` and front matter have them. */
import type { ConfigValue } from '../types.js';

/** A key, its parts by dots, with its value: whole lines. */
export function toConfigText(key: string, value: ConfigValue): string {
  const parts = key.split('.');
  const last = parts.at(-1) ?? key;
  const above = parts.slice(0, -1).map((part, depth) => `${'  '.repeat(depth)}${part}:\n`);
  return `${above.join('')}${'  '.repeat(parts.length - 1)}${last}: ${toYamlText(value)}\n`;
}

/** What YAML reads as a text without quotes: what else could be meant is quoted. */
const PLAIN = /^[\p{L}/][\p{L}\p{N}/._~%+-]*(?::[a-z_][\p{L}\p{N}/._-]*)*$/u;
/** What YAML 1.1 takes for something else. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

export function toYamlText(value: ConfigValue): string {
  if (typeof value === 'string') {
    return PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value);
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `[${value.map(toYamlText).join(', ')}]`;
}
