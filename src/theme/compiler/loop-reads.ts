/** What of a loop's own variables the body of a loop reads by their names. */
import type { TurnIds } from './local-names.js';
import type { ForLoop, Operation } from './template-tree.js';
import { type TemplateNode, walkAll } from './walk-tree.js';

/** Whether something in a loop asks for variables by their names: an include, a filter with a condition. */
export function isSeenElsewhere({ turn, body }: ForLoop): boolean {
  if (turn.variable === 'loop') return true;
  return has(
    body,
    (node) => node.kind === 'include' || (node.kind === 'filter' && /_exp$/.test(node.name)),
  );
}

/** Whether the variable that describes the turn is read as a whole, not only one of `TURN_PARTS` of it. */
export function readsTurn({ turn, body, tail }: ForLoop): boolean {
  let reads = 0;
  walkAll([...body, ...tail], (node) => {
    const isRead =
      node.kind === 'include' ||
      (node.kind === 'name' && (node.name === turn.variable || node.name === 'forloop')) ||
      (node.kind === 'filter' && /_exp$/.test(node.name));
    if (isRead) reads += 1;
    // The name within it is counted as well.
    if (node.kind === 'operation' && turnPart(node) !== undefined) reads -= 1;
  });
  return reads > 0;
}

/** What `forloop` says of a turn, as code: most loops need no map that describes it. */
const TURN_PARTS: Readonly<Record<string, (turn: TurnIds) => string>> = {
  index: ({ index }) => `(${index} + 1)`,
  index0: ({ index }) => index,
  rindex: ({ index, count }) => `(${count} - ${index})`,
  rindex0: ({ index, count }) => `(${count} - ${index} - 1)`,
  first: ({ index }) => `(${index} === 0)`,
  last: ({ index, count }) => `(${index} === ${count} - 1)`,
  length: ({ count }) => count,
};

/** The code of `forloop.index` and its like; undefined: it is none. */
export function turnPart({ name, args }: Operation): ((turn: TurnIds) => string) | undefined {
  const [target, key] = args;
  const isOfTurn = target?.kind === 'name' && target.name === 'forloop';
  if (name !== 'liquidMember' || !isOfTurn || key?.kind !== 'literal') return undefined;
  const part = String(key.value);
  return Object.hasOwn(TURN_PARTS, part) ? TURN_PARTS[part] : undefined;
}

function has(nodes: readonly TemplateNode[], is: (node: TemplateNode) => boolean): boolean {
  let found = false;
  walkAll(nodes, (node) => {
    found ||= is(node);
  });
  return found;
}
