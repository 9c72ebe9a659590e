/**
 * Text for XML: escaped, and without the characters that XML 1.0 forbids even escaped. CDATA is never
 * written, so that no text can end it.
 */

/** Controls but tab and line ends, halves of surrogate pairs, noncharacters, the byte-order mark. */
const UNFIT = /(?![\t\n\r])[\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}\ufeff]/gu;
/** Nothing to escape or leave out, as in nearly every address. */
const PLAIN = /^[ !#-%(-;=?-~\u4e00-\u9fff]*$/;
const SPECIAL = /[&<>"']/g;
const REFERENCES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' },
};

/** In RSS's plain text: what readers that take it for HTML are known to decode only so. */
const HEX_REFERENCES: Readonly<Record<string, string>> = {
  ...REFERENCES,
  ...{ '&': '&#x26;', '<': '&#x3C;' },
};

/** For text and for quoted attributes alike. */
export function xmlText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(UNFIT, '').replace(SPECIAL, (char) => REFERENCES[char] ?? char);
}

/**
 * An element of RSS 2.0 whose text is no HTML, that is all but an item's description. `&` and `<` are
 * hexadecimal references, as the RSS Advisory Board's profile advises; to XML they are the same.
 */
export function plainElement(name: string, text: string): string {
  const escaped = text.replace(UNFIT, '').replace(SPECIAL, (char) => HEX_REFERENCES[char] ?? char);
  return `<${name}>${escaped}</${name}>\n`;
}

/** Plain text in an element that is read as HTML, as RSS's `description` is: escaped for both. */
export function htmlElement(name: string, text: string): string {
  return textElement(
    name,
    text.replace(/[&<>]/g, (char) => REFERENCES[char] ?? char),
  );
}

/** Attributes by name; null ones are left out. */
export type XmlAttributes = Readonly<Record<string, string | null>>;

function startOf(name: string, attributes: XmlAttributes): string {
  let start = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) start += ` ${key}="${xmlText(value)}"`;
  }
  return start;
}

/** An element with text; nothing where `text` is null. */
export function textElement(
  name: string,
  text: string | null,
  attributes: XmlAttributes = {},
): string {
  return text === null ? '' : `${startOf(name, attributes)}>${xmlText(text)}</${name}>\n`;
}

/** An element without content. */
export function emptyElement(name: string, attributes: XmlAttributes): string {
  return `${startOf(name, attributes)}/>\n`;
}

/** An element around finished XML. */
export function element(
  name: string,
  attributes: XmlAttributes,
  content: readonly string[],
): string {
  return `${startOf(name, attributes)}>\n${content.join('')}</${name}>\n`;
}

export const XML_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
