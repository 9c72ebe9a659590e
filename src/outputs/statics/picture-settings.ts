/** What the config's `pictures` says. */
import { valueAt } from '../../formats/json/config-values.js';
import type { Syntax } from '../../model/config.js';
import type { Data } from '../../model/data.js';

export interface PictureSettings {
  /** Whether pictures get their sizes. Null: where the built-in theme, or one like it, shows them. */
  readonly hasSizes: boolean | null;
  /** Whether copies are made. Null: where they can be, and pictures get their sizes. */
  readonly hasCopies: boolean | null;
  /** Whether copies are made as AVIF, too. */
  readonly hasAvif: boolean;
}

declare module '../../model/config.js' {
  interface OutputSettings {
    readonly pictures: PictureSettings;
  }
}

export function pictureSettings(values: Data): PictureSettings {
  const flag = (key: string): boolean | null => {
    const value = valueAt(values, key);
    return typeof value === 'boolean' ? value : null;
  };
  return {
    hasSizes: flag('pictures.sizes'),
    hasCopies: flag('pictures.copies'),
    hasAvif: flag('pictures.avif') ?? false,
  };
}

/** Styles of Jekyll's themes may have no `height: auto`, and would show pictures out of shape. */
export function showsSizes({ hasSizes }: PictureSettings, syntax: Syntax): boolean {
  return hasSizes ?? syntax !== 'liquid';
}
