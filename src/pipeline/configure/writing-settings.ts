/** What Markdown has beyond its dialect: `math`, `emoji`, `autolinks`; in a Jekyll site less by itself. */
import { texts } from '../../formats/json/config-values.js';
import type { MarkdownDialect, WritingSettings } from '../../model/config.js';
import type { Data } from '../../model/data.js';
import { embedsOf } from '../../outputs/host-files/elsewhere.js';
import { peerVersion } from '../../platform/peers.js';
import { read } from './config-keys.js';

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
