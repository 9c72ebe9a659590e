/** Liquid's functions of values that a lowered tree may name (see runtime/operations.ts). */

export { besidePage, includeName } from './include-names.js';
export {
  liquidAtLeast,
  liquidAtMost,
  liquidContains,
  liquidEqual,
  liquidLess,
  liquidMore,
  liquidTrue,
} from './liquid-comparisons.js';
export { liquidFloat } from './liquid-float.js';
export { liquidCut, liquidEntries, liquidListed } from './liquid-lists.js';
export { liquidBlank, liquidEmpty } from './liquid-literals.js';
export { liquidBare, liquidKey, liquidMember } from './liquid-members.js';
export { liquidRange } from './liquid-range.js';
export { liquidShown } from './liquid-text.js';
