/** Filters whose result is finished HTML (autoescaping leaves it alone), and JSON for scripts. */
import { contentsOfBody, withAnchors } from '../../formats/html/outline.js';
import { safe } from '../runtime/safe.js';
import { escapeHtml, isSafe, json, ScriptText, text } from '../runtime/template-values.js';
import { type Filter, type Filters, integer } from './filter.js';
import { isFinished } from './finished.js';

const escapeText = (value: unknown): unknown =>
  isFinished(value) ? value : safe(escapeHtml(text(value)));
const forceEscape = (value: unknown): unknown => safe(escapeHtml(text(value)));
/** Ruby's `encode(xml: :attr)`, which names the apostrophe as XML does. */
const xmlEscape = (value: unknown): unknown =>
  safe(escapeHtml(text(value)).replaceAll('&#39;', '&apos;'));

/** Escapes what isn't a character reference yet. */
function escapeOnce(value: unknown): unknown {
  const parts = text(value).split(/(&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);)/i);
  return safe(parts.map((part, index) => (index % 2 === 1 ? part : escapeHtml(part))).join(''));
}

/** Finished HTML keeps its tags; anything else is escaped first. */
function newlineToBr(value: unknown): unknown {
  const html = isSafe(value) ? text(value) : escapeHtml(text(value));
  return safe(html.replace(/\r?\n/g, '<br />\n'));
}

const IN_SCRIPTS: Readonly<Record<string, string>> = {
  ...{ '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' },
  ...{ '\u2028': '\\u2028', '\u2029': '\\u2029' },
};

/** Written JSON made such that it can stand in a `<script>`: nothing in it can end one. */
export function scriptJson(written: string): object {
  const escaped = /[<>&\u2028\u2029]/.test(written)
    ? written.replace(/[<>&\u2028\u2029]/g, (char) => IN_SCRIPTS[char] ?? char)
    : written;
  return new ScriptText(escaped);
}

const jsonify: Filter = (value, indent) =>
  scriptJson(json(value ?? null, Math.min(10, Math.max(0, integer(indent)))));

/** `http` and `https` addresses in a text as links; everything is escaped. */
function urlize(value: unknown): unknown {
  const parts = text(value).split(/(https?:\/\/[^\s<>"'）)】」』》，。；！？、]+)/);
  const html = parts.map((part, index) => {
    const shown = escapeHtml(part);
    return index % 2 === 1 ? `<a href="${shown}">${shown}</a>` : shown;
  });
  return safe(html.join(''));
}

/** Lists of links to the headings of finished HTML, where there are so many. */
const tableOfContents: Filter = (value, least) => {
  const html = isFinished(value) ? contentsOfBody(text(value), integer(least, 1)) : '';
  return html === '' ? '' : safe(html);
};

/** Finished HTML whose headings link to themselves. */
const headingAnchors: Filter = (value, label) =>
  isFinished(value) ? safe(withAnchors(text(value), text(label))) : value;

/**
 * The filter `markdownify`; `markdown` gives finished HTML. What is nested deeper than Markdown may be is shown
 * as it stands: it may be a story's.
 */
export function markdownFilter(markdown: (text: string) => string): Filter {
  return (value) => {
    try {
      return safe(markdown(text(value)));
    } catch {
      return forceEscape(value);
    }
  };
}

/** `markdown` gives finished HTML for trusted Markdown. */
export function htmlFilters(markdown: (text: string) => string): Filters {
  return {
    escape: escapeText,
    e: escapeText,
    h: escapeText,
    forceescape: forceEscape,
    xml_escape: xmlEscape,
    escape_once: escapeOnce,
    safe: (value) => (isSafe(value) ? value : safe(text(value))),
    newline_to_br: newlineToBr,
    nl2br: newlineToBr,
    markdownify: markdownFilter(markdown),
    jsonify,
    dump: jsonify,
    urlize,
    table_of_contents: tableOfContents,
    heading_anchors: headingAnchors,
    inspect: (value) => json(value ?? null),
  };
}
