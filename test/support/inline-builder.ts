/** Builds of a watching process in this thread: a thread of its own costs half a second to start. */
import checkEdited from '../../src/check/edited-stories.js';
import type { Effects } from '../../src/model/io.js';
import type { BuildOptions } from '../../src/model/options.js';
import type { Builder } from '../../src/pipeline/builder.js';
import { sessionBuilds } from '../../src/pipeline/session-builds.js';
import { testSession } from './drafts.js';

/** As `openBuilder`, but that nothing is answered while it builds, and that it can't be stopped. */
export function inlineBuilder(options: BuildOptions, effects: Effects): Builder {
  const host = { ...effects.host, saveMemory: () => undefined };
  const build = sessionBuilds(options, { ...effects, host }, testSession(), async () =>
    checkEdited(),
  );
  let atHand: Promise<unknown> = Promise.resolve();
  let isOpen = true;
  return {
    async build(...request) {
      if (!isOpen) return null;
      const built = build(...request);
      atHand = built.catch(() => undefined);
      return built;
    },
    failure: new Promise<never>(() => undefined),
    async close() {
      isOpen = false;
      await atHand;
    },
  };
}
