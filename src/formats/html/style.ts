/**
 * What is read from an untrusted `style` (it never stays): whether the element is there to be
 * unseen, as trackers and keyword stuffing are, and how its text is aligned.
 */

/** An element's attributes by name, as parsed. */
export type Attributes = ReadonlyMap<string, string>;

const ALIGNMENTS: ReadonlySet<string> = new Set(['center', 'right', 'justify', 'left']);
const PICTURES: ReadonlySet<string> = new Set(['img', 'video', 'audio', 'iframe', 'embed']);
const NOTHING = /^(?:0|0?\.0+)(?:[a-z]+|%)?$/;
const SPECK = /^(?:0|1|0?\.\d+)(?:px|pt)?$/;

/** Lower-case declarations, the last of a name wins; escapes in names are not undone. */
export function readStyle(style: string): Attributes {
  const declarations = new Map<string, string>();
  const bare = style.toLowerCase().replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '');
  for (const declaration of bare.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon === -1) continue;
    const value = declaration.slice(colon + 1).split('!', 1)[0] ?? '';
    declarations.set(declaration.slice(0, colon).trim(), value.trim());
  }
  return declarations;
}

/** `center`, `right`, …, from `text-align` or the old `align` attribute. */
export function alignmentOf(attributes: Attributes, style: Attributes): string | null {
  const value = style.get('text-align') ?? attributes.get('align')?.toLowerCase() ?? '';
  return ALIGNMENTS.has(value) ? value : null;
}

/**
 * Whether a reader can't see the element. A small box alone doesn't hide text, which flows over
 * its edge: it must clip as well, or be a picture.
 */
export function isHidden(tag: string, attributes: Attributes, style: Attributes): boolean {
  if (attributes.has('hidden') || style.get('display') === 'none') return true;
  if (style.get('visibility') === 'hidden') return true;
  if (NOTHING.test(style.get('opacity') ?? '') || NOTHING.test(style.get('font-size') ?? '')) {
    return true;
  }
  const flat = isSpeck(attributes, style, 'height');
  const thin = isSpeck(attributes, style, 'width');
  if (PICTURES.has(tag)) return flat && thin;
  const clips = /^(?:hidden|clip)/.test(style.get('overflow') ?? '');
  return clips && (SPECK.test(style.get('height') ?? '') || SPECK.test(style.get('width') ?? ''));
}

function isSpeck(attributes: Attributes, style: Attributes, side: string): boolean {
  return SPECK.test(style.get(side) ?? attributes.get(side)?.trim() ?? '');
}
