/** Which Markdown the site is written in, and what it has beyond: Jekyll's keys, and finews' own. */
import { texts } from '../../formats/json/config-values.js';
import { kramdownSettings, unreadOptions } from '../../formats/markdown/kramdown/settings.js';
import {
  COMMONMARK,
  KRAMDOWN,
  type MarkdownDialect,
  type WritingSettings,
} from '../../model/config.js';
import { type Data, isMap, NO_DATA } from '../../model/data.js';
import type { Problem } from '../../model/problem.js';
import { embedsOf } from '../../outputs/host-files/elsewhere.js';
import { peerVersion } from '../../platform/packages/peers.js';
import { configProblem, type LoadedConfig } from './config-files.js';
import { read } from './config-keys.js';

/** `isJekylls`: kramdown is what a site has that says nothing. */
export function markdownOf(values: Data, isJekylls: boolean): MarkdownDialect {
  const word = values['markdown'];
  const isKramdown = typeof word === 'string' ? word === 'kramdown' : isJekylls;
  return isKramdown ? kramdownSettings(KRAMDOWN, optionsIn(values)) : COMMONMARK;
}

function optionsIn(values: Data): Data {
  const options = values['kramdown'];
  return isMap(options) ? options : NO_DATA;
}

/** Warnings: options that Jekyll would heed. */
export function doubtfulMarkdown(loaded: LoadedConfig): readonly Problem[] {
  return unreadOptions(optionsIn(loaded.values)).map((name) => {
    const key = `kramdown.${name}`;
    const message = `\`${name}\` under \`kramdown\` changes nothing in finews`;
    const hint = 'docs/config.md names the options that are read.';
    const place = loaded.places.near(key, 'name');
    return { ...configProblem('config-unknown-key', message, place, hint), severity: 'warning' };
  });
}

/** Where the config says nothing a text of kramdown's shows what it shows in Jekyll. */
export function writingOf(values: Data, dialect: MarkdownDialect): WritingSettings {
  const isKramdown = dialect.kind === 'kramdown';
  const math = mathOf(values['math'] ?? (isKramdown ? 'tex' : 'mathml'));
  const hasJemoji = texts(values['plugins'])?.includes('jemoji') === true;
  return {
    math,
    mathEngine: math === 'mathml' ? peerVersion('temml') : null,
    emoji: values['emoji'] === undefined ? !isKramdown || hasJemoji : read.flag(values, 'emoji'),
    autolinks: values['autolinks'] === undefined ? !isKramdown : read.flag(values, 'autolinks'),
    embeds: embedsOf(values),
  };
}

function mathOf(value: unknown): WritingSettings['math'] {
  if (value === false) return 'none';
  return value === 'tex' ? 'tex' : 'mathml';
}

/** A site that asks for MathML has the marks that writers know best as well. */
export function withDollars(values: Data, dialect: MarkdownDialect): MarkdownDialect {
  const isAsked = values['math'] === 'mathml' || values['math'] === true;
  return dialect.kind === 'kramdown' && isAsked ? { ...dialect, hasDollars: true } : dialect;
}
