/** All functions of values that a lowered template may name (see compiler/template-tree.ts), by name. */
import * as operators from './operators.js';
import { contains } from './template-values.js';

/** What compiled templates know as `runtime.op`. */
type Operations = typeof operators & { readonly contains: typeof contains };

export const operations: Operations = { ...operators, contains };

/** The name of one. */
export type OperationName = keyof Operations;
