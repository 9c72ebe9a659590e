/** What of a loop's own variables the body of a loop reads by their names. */
import type { ForLoop } from './template-tree.js';
import { type TemplateNode, walkAll } from './walk-tree.js';

/** Whether something in a loop asks for variables by their names: an include, a filter with a condition. */
export function isSeenElsewhere({ turn, body }: ForLoop): boolean {
  if (turn.variable === 'loop') return true;
  return has(
    body,
    (node) => node.kind === 'include' || (node.kind === 'filter' && /_exp$/.test(node.name)),
  );
}

/** Whether the variable that describes the turn is read. */
export function readsTurn({ turn, body, tail }: ForLoop): boolean {
  const isRead = (node: TemplateNode): boolean =>
    node.kind === 'include' ||
    (node.kind === 'name' && (node.name === turn.variable || node.name === 'forloop')) ||
    (node.kind === 'filter' && /_exp$/.test(node.name));
  return has([...body, ...tail], isRead);
}

function has(nodes: readonly TemplateNode[], is: (node: TemplateNode) => boolean): boolean {
  let found = false;
  walkAll(nodes, (node) => {
    found ||= is(node);
  });
  return found;
}
