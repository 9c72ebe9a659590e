/** Layouts by name: how people write that there is none, and which one stands in for one that isn't there. */

import type { Data, Value } from '../../model/data.js';
import { scalarText } from './scalar.js';

/** Jekyll knows `none` and null; of the others it has no layout, warns and goes on. */
const NO_LAYOUT: ReadonlySet<string> = new Set(['none', 'null', 'nil', 'false', '~']);

/** Whether the name, as a text, means that there is no layout. */
export function meansNoLayout(name: string): boolean {
  return NO_LAYOUT.has(name);
}

/** The name that a `layout` gives; null: no layout. */
export function layoutName(layout: Value): string | null {
  if (layout === null) return null;
  const name = scalarText(layout) ?? JSON.stringify(layout);
  return meansNoLayout(name) ? null : name;
}

/** Layouts that are named, and that no template is. */
export type UnknownLayouts = ReadonlySet<string>;

/** A story's layout, or the usual one in its place. */
export function postLayout(
  { layout }: { readonly layout: string | null },
  unknown: UnknownLayouts,
): string | null {
  return layout !== null && unknown.has(layout) ? 'post' : layout;
}

/** What choosing a page's layout needs of it. */
export interface LaidOut {
  readonly layout: string | null;
  /** The file below the destination. */
  readonly output: string;
  readonly text: string;
}

/**
 * A page's layout, or the usual one in its place: `home` where nothing but the list of stories can be
 * meant (the index page without a text, at `landing`), and none for what is no HTML.
 */
export function pageLayout(
  { layout, output, text }: LaidOut,
  unknown: UnknownLayouts,
  landing: string | undefined,
): string | null {
  if (layout === null || !unknown.has(layout)) return layout;
  if (!/\.x?html?$/i.test(output)) return null;
  return output === landing && text.trim() === '' ? 'home' : 'page';
}

/** The layout that a term's entry in `_data` names (`layout: flash`); null: it names none. */
export function ownTermLayout(data: Data): string | null {
  return typeof data['layout'] === 'string' ? data['layout'] : null;
}

/** The layout of a term's pages: the one its entry names where it is there, else the usual one. */
export function termLayout(data: Data, usual: string, unknown: UnknownLayouts): string {
  const own = ownTermLayout(data);
  return own === null || unknown.has(own) ? usual : own;
}

/** Where Liquid's includes are among the templates; one of no other name stands for those of an absent theme. */
export const INCLUDES = '_includes/';
