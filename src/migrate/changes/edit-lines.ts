/**
 * Edits of YAML that leave every other byte alone. Texts are taken as bytes (Latin-1), so that whatever
 * encoding a file has stays; what is put in is ASCII, or as UTF-8 as the file is.
 */
import { isUtf8 } from 'node:buffer';
import { withEntries } from '../../formats/front-matter/front-matter-edits.js';
import { urlPath } from '../../formats/urls/permalink.js';
import type { ConfigValue } from '../types.js';
import { toConfigText, toYamlText } from './config-text.js';

/** The bytes as a text of as many characters. */
export function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export function asBytes(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** An address as the file may have it. */
export function addressFor(bytes: Uint8Array, address: string): string {
  return isUtf8(bytes) ? Buffer.from(address, 'utf8').toString('latin1') : urlPath(address);
}

function lineEndOf(text: string): string {
  return /\r\n/.test(text) ? '\r\n' : '\n';
}

/** Lines with the file's own ends; the text before them gets one where it has none. */
function appended(text: string, lines: string): string {
  const end = lineEndOf(text);
  const open = text === '' || /\n$/.test(text) ? '' : end;
  return `${text}${open}${lines.replaceAll('\n', end)}`;
}

/** A list's entries behind those it has: a block's list, one in brackets, a single value, none. */
export function withEntriesOf(block: string, key: string, entries: readonly string[]): string {
  return withEntries(block, key, entries.map(toYamlText), lineEndOf(block));
}

/** A key of the config with its value: below its parent where that is there, else at the end. */
export function withKey(text: string, key: string, value: ConfigValue): string {
  if (Array.isArray(value)) return text;
  const [top = '', inner] = key.split('.');
  const own = new RegExp(`^${top}[ \\t]*:[ \\t]*(#.*)?(\\r?\\n)`, 'm').exec(text);
  if (inner === undefined || own === null) {
    const plain = new RegExp(
      `^(${top}[ \\t]*:[ \\t]*)([^\\r\\n#]*?)([ \\t]*(?:[ \\t]#[^\\r\\n]*)?)$`,
      'm',
    ).exec(text);
    if (plain !== null && inner === undefined) {
      const [whole, before = '', , after = ''] = plain;
      const start = plain.index;
      const rest = text.slice(start + whole.length);
      return `${text.slice(0, start)}${before.replace(/:$/, ': ')}${toYamlText(value)}${after}${rest}`;
    }
    return appended(text, toConfigText(key, value));
  }
  const after = text.slice(own.index + own[0].length);
  const indent = /^([ \t]+)\S/.exec(after)?.[1] ?? '  ';
  const end = own[2] ?? '\n';
  const at = own.index + own[0].length;
  return `${text.slice(0, at)}${indent}${inner}: ${toYamlText(value)}${end}${after}`;
}
