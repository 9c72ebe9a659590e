/** kramdown's options: what the config has under `kramdown:`, and what `{::options … /}` has in a text. */
// oxlint-disable typescript/no-base-to-string -- lists and maps are no values of these options, and match none
import type { KramdownSettings } from '../../../model/config.js';
import type { Data, Value } from '../../../model/data.js';

type ReadOption = (value: Value, before: KramdownSettings) => Partial<KramdownSettings>;

const QUOTES: Readonly<Record<string, string>> = {
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  sbquo: '‚',
  bdquo: '„',
  lsaquo: '‹',
  rsaquo: '›',
  laquo: '«',
  raquo: '»',
  apos: "'",
  quot: '"',
};

const isOn = (value: Value): boolean => value === true || value === 'true';

/** Options that change what readers see, by their names. */
const OPTIONS: Readonly<Record<string, ReadOption>> = {
  input: (value) => ({ isGfm: !/^(?:kramdown|markdown)$/i.test(String(value)) }),
  hard_wrap: (value) => ({ hardWrap: isOn(value) }),
  auto_ids: (value) => ({ autoIds: isOn(value) }),
  auto_id_prefix: (value) => ({ idPrefix: typeof value === 'string' ? value : '' }),
  parse_block_html: (value) => ({ parseBlockHtml: isOn(value) }),
  parse_span_html: (value) => ({ parseSpanHtml: isOn(value) }),
  smart_quotes: (value, { quotes }) => ({ quotes: quotesOf(value) ?? quotes }),
  toc_levels: (value, { tocLevels }) => ({ tocLevels: levelsOf(value) ?? tocLevels }),
  math_engine: (value) => ({ hasMath: !isNothing(value) }),
  footnote_nr: (value, { footnoteNumber }) => ({
    footnoteNumber: wholeOf(value) ?? footnoteNumber,
  }),
};

/** Those that change something, but not here. */
const UNREAD: ReadonlySet<string> = new Set(
  (
    'footnote_backlink footnote_prefix gfm_quirks header_offset html_to_native link_defs remove_block_html_tags ' +
    'remove_span_html_tags transliterated_header_ids typographic_symbols'
  ).split(' '),
);

/**
 * All that may stand under `kramdown:`: kramdown's options (1.17 to 2.4, with those of its parser for GitHub's habits),
 * and what Jekyll reads there itself (3.9 to 4.3).
 */
export const KRAMDOWN_OPTIONS: readonly string[] = [
  ...Object.keys(OPTIONS),
  ...UNREAD,
  ...(
    'auto_id_stripping entity_output footnote_backlink_inline footnote_link_text forbidden_inline_options gfm_emojis ' +
    'latex_headers line_width list_indent math_engine_opts remove_line_breaks_for_cjk syntax_highlighter ' +
    'syntax_highlighter_opts template coderay enable_coderay use_coderay guess_lang show_warnings default_lang ' +
    'coderay_wrap coderay_line_numbers coderay_line_number_start coderay_tab_width coderay_bold_every coderay_css ' +
    'coderay_default_lang'
  ).split(' '),
];

export function kramdownSettings(base: KramdownSettings, options: Data): KramdownSettings {
  let settings = base;
  for (const [name, value] of Object.entries(options)) {
    const readOption = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (readOption !== undefined && value !== undefined) {
      settings = { ...settings, ...readOption(value, settings) };
    }
  }
  return settings;
}

/** Names of options that have no effect here although they would have one in Jekyll. */
export function unreadOptions(options: Data): readonly string[] {
  return Object.keys(options).filter((name) => UNREAD.has(name));
}

/** As YAML and Ruby write nothing. */
function isNothing(value: Value): boolean {
  return value === null || value === false || /^(?:~|nil|null|false|)$/.test(String(value));
}

function quotesOf(value: Value): KramdownSettings['quotes'] | null {
  const names = Array.isArray(value) ? value.map(String) : String(value).split(',');
  const [left, right, leftTwo, rightTwo, more] = names.map(
    (name) => QUOTES[name.trim()] ?? name.trim(),
  );
  if (left === undefined || right === undefined || more !== undefined) return null;
  if (leftTwo === undefined || rightTwo === undefined) return null;
  return [left, right, leftTwo, rightTwo];
}

/** `1..6`, `2,3` or a list. */
function levelsOf(value: Value): readonly number[] | null {
  const text = Array.isArray(value) ? value.join(',') : String(value);
  const [, first, last] = /^\s*(\d)\s*\.\.\s*(\d)\s*$/.exec(text) ?? [];
  const levels =
    first === undefined ? text.split(',').map(Number) : rangeOf(Number(first), Number(last));
  return levels.every((level) => level >= 1 && level <= 6) ? levels : null;
}

function rangeOf(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

function wholeOf(value: Value): number | null {
  const text = String(value);
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
