/** A site whose build can be held in the middle of rendering. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { PLAIN } from './plain-theme.js';
import { createSite, type Files, post, type TestSite } from './site.js';

/** A filter that tells that it is called, and returns when it is let. */
const GATE = `import fs from 'node:fs';
export const volatile = true;
const clock = new Int32Array(new SharedArrayBuffer(4));
export default (root) => {
  fs.writeFileSync(root + '/.reached', '');
  while (fs.existsSync(root + '/.gate')) Atomics.wait(clock, 0, 0, 10);
  return 'open';
};`;

/** A newsroom whose story pages wait at a gate, which is open. */
export function gated(files: Files = {}): TestSite & { reached(): Promise<void> } {
  const site = createSite({
    ...PLAIN,
    '_posts/2022-05-16-a.md': post('title: 甲\ncategories: n', '第一版。'),
    'templates/filters/gate.js': GATE,
    ...files,
  });
  const at = (name: string): string => path.join(site.root, name);
  site.write({ 'templates/post.njk': `{{ ${JSON.stringify(site.root)} | gate }}{{ content }}` });
  return {
    ...site,
    async reached() {
      await vi.waitFor(() => expect(fs.existsSync(at('.reached'))).toBe(true), 50_000);
    },
  };
}
