/** All functions of values that a lowered template may name (see compiler/template-tree.ts), by name. */
import * as liquid from './liquid/liquid-operations.js';
import * as operators from './operators.js';
import { contains } from './template-values.js';

/** What compiled templates know as `runtime.op`. */
type Operations = typeof operators & typeof liquid & { readonly contains: typeof contains };

export const operations: Operations = { ...operators, ...liquid, contains };

/** The name of one. */
export type OperationName = keyof Operations;
