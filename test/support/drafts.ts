/**
 * What templates' texts are made into, kept from test to test as a watching process keeps it from build
 * to build: to compile the built-in theme is a third of what a small site costs.
 */

import type { BuildOptions, BuildResult } from '../../src/index.js';
import type { Effects } from '../../src/model/io.js';
import { build } from '../../src/pipeline/build.js';
import { newSession, type Session } from '../../src/pipeline/session.js';
import { silent } from '../../src/platform/console.js';
import { guestEffects } from '../../src/platform/system.js';
import type { Vocabulary } from '../../src/theme/compiler/check-template.js';
import type { CachedTemplate, TemplateCache } from '../../src/theme/template-cache.js';
import type { NamedText } from '../../src/theme/template-source.js';

/** What templates could name when one of them was compiled; the very same object for the same names. */
interface Names {
  readonly all: ReadonlySet<string>;
  readonly storyLists: string;
}

interface Draft {
  readonly text: string;
  readonly names: Names;
  readonly template: CachedTemplate;
}

/** Texts of one template, the newest first. */
const compiled = new Map<string, readonly Draft[]>();
const MOST = 20;
const known = new Map<string, Names>();

/** Texts of several sites, where a process of finews has one. */
export const drafts: TemplateCache = {
  with(vocabulary) {
    const names = namesOf(vocabulary);
    return (source, make) => {
      const key = JSON.stringify([source.syntax, source.name, source.path, source.line]);
      const before = compiled.get(key) ?? [];
      const found = before.find((draft) => holds(draft, source, names));
      if (found !== undefined) return found.template;
      const template = make();
      const others = before.filter((draft) => draft.text !== source.text || draft.names !== names);
      compiled.set(key, [{ text: source.text, names, template }, ...others].slice(0, MOST));
      return template;
    };
  },
};

function namesOf({ filters, liquidFilters, tests, templates, storyLists }: Vocabulary): Names {
  const all = Object.entries({ filters, liquidFilters, tests, templates }).flatMap(([kind, map]) =>
    [...map.keys()].map((name) => `${kind} ${name}`),
  );
  const lists = JSON.stringify([...storyLists]);
  const key = JSON.stringify([all, lists]);
  const names = known.get(key) ?? { all: new Set(all), storyLists: lists };
  known.set(key, names);
  return names;
}

/** Where nothing is wrong with a template, all that it names is there; more names change nothing. */
function holds({ text, names, template }: Draft, source: NamedText, now: Names): boolean {
  if (text !== source.text || names.storyLists !== now.storyLists) return false;
  if (names === now) return true;
  const { code, problems, unknownTags } = template;
  if (code === null || problems.length > 0 || unknownTags.length > 0) return false;
  return isWithin(names, now);
}

const within = new WeakMap<Names, WeakMap<Names, boolean>>();

function isWithin(names: Names, now: Names): boolean {
  const answers = within.get(names) ?? new WeakMap<Names, boolean>();
  within.set(names, answers);
  const before = answers.get(now);
  if (before !== undefined) return before;
  const answer = [...names.all].every((name) => now.all.has(name));
  answers.set(now, answer);
  return answer;
}

/** A session that remembers nothing else yet. */
export function testSession(goesOn = true): Session {
  return { ...newSession(goesOn), templateCache: drafts };
}

/** A build that remembers nothing else. */
export function buildAnew(
  options: BuildOptions,
  effects: Effects = guestEffects(silent),
): Promise<BuildResult> {
  return build(options, effects, testSession(false));
}
