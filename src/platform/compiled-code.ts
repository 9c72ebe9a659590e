/** Code that Node has compiled before, where it keeps such: in its usual place, never in the site's. */
import module from 'node:module';

/** What Node 22.8 and later have besides. */
interface CompileCache {
  enableCompileCache?(): unknown;
  flushCompileCache?(): void;
}

const node: object & CompileCache = module;

/** Of modules that this thread loads from now on. Whether it works out is of no account. */
export function keepCompiledCode(): void {
  node.enableCompileCache?.();
}

/** What was compiled until now, where a thread will be ended rather than end. */
export function saveCompiledCode(): void {
  node.flushCompileCache?.();
}
