/** Files that are copied as they are. */
import type { OutputKind } from '../kind.js';
import { planStatics } from './plan.js';

export const statics: OutputKind = { name: 'statics', paths: null, plan: planStatics };
