/** What Markdown has beyond its dialect, of which a test names what it is about. */
import type { WritingSettings } from '../../../src/model/config.js';

export function writing(some: Partial<WritingSettings>): WritingSettings {
  return { math: 'tex', mathEngine: null, emoji: false, autolinks: false, embeds: [], ...some };
}
