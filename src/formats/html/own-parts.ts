/**
 * Markup that finews has made itself for a body, MathML for example, which no story may write: the body
 * has an empty element in its place until it is finished, and no rule for stories sees what it stands for.
 */

/** `name` begins the names of those elements; the body's text has it nowhere. */
export interface OwnParts {
  readonly name: string;
  readonly parts: string[];
}

const NAME = 'finews-own';

/** A name that the text of a story cannot have written. */
export function createOwnParts(text: string): OwnParts {
  const lower = text.toLowerCase();
  let name = NAME;
  while (lower.includes(name)) name += '-x';
  return { name: `${name}-`, parts: [] };
}

/** Keeps the part; the element that stands for it. */
export function standIn({ name, parts }: OwnParts, part: string): string {
  const tag = `${name}${parts.push(part) - 1}`;
  return `<${tag}></${tag}>`;
}

export function isStandIn(tag: string, own: OwnParts | null): boolean {
  return own?.name !== undefined && tag.startsWith(own.name);
}

/** The last step: of text no element of that name can be a part, for its signs are escaped. */
export function placeOwnParts(html: string, own: OwnParts | null): string {
  if (own === null || own.parts.length === 0) return html;
  const pattern = new RegExp(`<${own.name}(\\d+)></${own.name}\\1>`, 'g');
  return html.replace(pattern, (_, number: string) => own.parts[Number(number)] ?? '');
}
