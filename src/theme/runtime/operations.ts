/** All functions of values that a lowered template may name (see compiler/tree.ts), by name. */
import * as liquid from './liquid/liquid-operations.js';
import * as operators from './operators.js';

/** What compiled templates know as `runtime.op`. */
export const operations: typeof operators & typeof liquid = { ...operators, ...liquid };

/** The name of one. */
export type OperationName = keyof typeof operations;
