/** Packages that a site may install for what only some sites need: optional peers. */
import { createRequire } from 'node:module';

const requireFrom = createRequire(import.meta.url);

/** The version that is installed; null: none, and what it is for is published without it. */
export function peerVersion(name: string): string | null {
  try {
    const manifest: { readonly version?: unknown } = requireFrom(`${name}/package.json`);
    return typeof manifest.version === 'string' ? manifest.version : '';
  } catch {
    return null;
  }
}
