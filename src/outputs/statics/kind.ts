/** Files that are copied as they are. */
import type { OutputKind } from '../kind.js';
import { pictureSettings } from './picture-settings.js';
import { copyPlaces, planStatics } from './plan.js';

export const statics: OutputKind = {
  name: 'statics',
  settings: (values) => ({ pictures: pictureSettings(values) }),
  paths: null,
  beside: copyPlaces,
  plan: planStatics,
};
