/** Errors as plain data: a thread would receive them without their fields. */
import { type Problem, SiteError } from '../model/problem.js';

export type Failure =
  | { readonly kind: 'site-error'; readonly problems: readonly Problem[] }
  | { readonly kind: 'error'; readonly message: string; readonly fields: object };

export function packFailure(error: unknown): Failure {
  if (error instanceof SiteError) return { kind: 'site-error', problems: error.problems };
  if (!(error instanceof Error)) return { kind: 'error', message: String(error), fields: {} };
  const { message, stack } = error;
  // An error may carry values that no other thread can have, such as functions.
  const plain = Object.entries(error).filter(([, value]) =>
    /^(?:string|number)$/.test(typeof value),
  );
  return { kind: 'error', message, fields: { stack, ...Object.fromEntries(plain) } };
}

/** The error as it was, with the stack of the thread that it is from. */
export function unpackFailure(failure: Failure): Error {
  if (failure.kind === 'site-error') return new SiteError(failure.problems);
  return Object.assign(new Error(failure.message), failure.fields);
}
