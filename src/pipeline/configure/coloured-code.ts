/** Whether code has colours, as Jekyll is told (Jekyll `converters/markdown/kramdown_parser.rb`). */
import { type Data, isMap } from '../../model/data.js';

/** All of them name a program that colours code; `none` is one that doesn't. */
const OFF: ReadonlySet<unknown> = new Set(['none', 'null', 'false', '', false]);

/** `highlighter`, which kramdown's own `syntax_highlighter` and its options go before. */
export function isCodeColoured(values: Data): boolean {
  const kramdown = values['kramdown'];
  const own = isMap(kramdown) ? kramdown : {};
  const options = own['syntax_highlighter_opts'];
  if (isMap(options) && options['disable'] === true) return false;
  return !OFF.has(own['syntax_highlighter'] ?? values['highlighter'] ?? 'rouge');
}

/** kramdown's `line_numbers`, which `block` may say for itself. */
export function isCodeNumbered(values: Data): boolean {
  const kramdown = values['kramdown'];
  const options = isMap(kramdown) ? kramdown['syntax_highlighter_opts'] : null;
  if (!isMap(options)) return false;
  const block = options['block'];
  return ((isMap(block) ? block['line_numbers'] : null) ?? options['line_numbers']) === true;
}
