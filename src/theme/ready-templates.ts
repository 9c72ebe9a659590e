/**
 * Templates of the built-in theme as functions. To compile them takes a tenth of a build with one new
 * story, and gives the same each time: the package's build does it (`rolldown.config.ts`), and puts the
 * answer in the place of this module. Without that each is compiled when a theme is loaded.
 */
import type { CompiledCode } from './compiler/compile-template.js';
import type { Template } from './runtime/run-context.js';
import type { Runtime } from './runtime/runtime.js';

export type Sections = Pick<Template, 'root' | 'blocks'>;

/** A template's code as a function. */
export type MakeSections = (
  runtime: Runtime,
  self: Template,
  filters: ReadonlyMap<string, unknown>,
) => Sections;

/** A compiled template whose code is a function already. */
export type ReadyCode = Omit<CompiledCode, 'code'> & { readonly make: MakeSections };

export interface ReadyTemplate {
  /** Digest of the text that it was made of. */
  readonly digest: string;
  readonly code: ReadyCode;
}

/** By name. */
export const READY_TEMPLATES: ReadonlyMap<string, ReadyTemplate> = new Map();
