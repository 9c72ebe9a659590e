/** Values of which a template's text shows that they are the site's own: they need no word about them. */
import type { Assignment, Statement, TemplateExpression, Tree } from '../compiler/template-tree.js';

export interface OwnNames {
  isOwn(expression: TemplateExpression): boolean;
}

/** What `site` has of stories. */
const OF_STORIES: ReadonlySet<unknown> = new Set([
  ...['posts', 'categories', 'tags', 'terms', 'documents', 'collections', 'related_posts', 'pages'],
  ...['html_pages', 'feed_links', 'static_files'],
]);
/** Variables that have nothing of stories. */
const OWN_MAPS: ReadonlySet<string> = new Set([
  'layout',
  'jekyll',
  'forloop',
  'tablerowloop',
  'loop',
]);

/** Filters whose result is a number, whatever they are given. */
const NUMBERS: ReadonlySet<string> = new Set(
  (
    'size length plus minus times divided_by modulo round ceil floor abs number_of_words wordcount ' +
    'sum at_least at_most int float'
  ).split(' '),
);

/**
 * A name is own when all that the template assigns to it is. `storyLists`: what `site` has of stories
 * besides, under names that the config gives.
 */
export function ownNames(tree: Tree, storyLists: ReadonlySet<unknown>): OwnNames {
  const assigned = new Map<string, Assignment[]>();
  const others = new Set<string>();
  bind(tree, assigned, others);
  const pending = new Set<string>();
  const isOwnName = (name: string): boolean => {
    const values = assigned.get(name);
    if (values === undefined || others.has(name)) return false;
    // A name that is assigned of itself is as own as its other values.
    if (pending.has(name)) return true;
    pending.add(name);
    const own = values.every(({ value }) => isOwn(value));
    pending.delete(name);
    return own;
  };
  const isOwn = (expression: TemplateExpression): boolean => {
    switch (expression.kind) {
      case 'literal':
      case 'pattern':
      case 'not':
      case 'test':
        return true;
      case 'name':
        return isOwnName(expression.name);
      case 'member':
        return isSites(expression) || isOwn(expression.target);
      case 'choice':
        return isOwn(expression.then) && isOwn(expression.otherwise);
      case 'and':
      case 'or':
        return isOwn(expression.left) && isOwn(expression.right);
      case 'operation':
        return isSitesOperation(expression.args, isSites) || expression.args.every(isOwn);
      case 'filter':
        if (NUMBERS.has(expression.name)) return true;
        return [...expression.args, ...expression.keywords.map(({ value }) => value)].every(isOwn);
      case 'capture':
        return expression.body.every(isOwnStatement);
      default:
        return false;
    }
  };
  /** Where the template gives such a name to something else, it is what that is. */
  const isSites = (member: NamedMember): boolean => {
    const { target } = member;
    const isBound =
      target.kind === 'name' && (assigned.has(target.name) || others.has(target.name));
    return !isBound && isOwnMember(member, storyLists);
  };
  const isOwnStatement = (statement: Statement): boolean => {
    if (statement.kind === 'text') return true;
    if (statement.kind === 'print') return isOwn(statement.value);
    if (statement.kind !== 'if') return false;
    const bodies = [...statement.branches.map(({ body }) => body), statement.otherwise];
    return bodies.every((body) => body.every(isOwnStatement));
  };
  return { isOwn };
}

interface NamedMember {
  readonly target: TemplateExpression;
  readonly key: TemplateExpression;
}

/** Liquid's members are an operation. */
function isSitesOperation(
  [target, key]: readonly TemplateExpression[],
  isSites: (member: NamedMember) => boolean,
): boolean {
  return target !== undefined && key !== undefined && isSites({ target, key });
}

/** `site.title`, and more of its path. */
function isOwnMember({ target, key }: NamedMember, storyLists: ReadonlySet<unknown>): boolean {
  if (target.kind !== 'name') return false;
  if (OWN_MAPS.has(target.name)) return true;
  if (target.name !== 'site' || key.kind !== 'literal') return false;
  return !OF_STORIES.has(key.value) && !storyLists.has(key.value);
}

function bind(
  statements: readonly Statement[],
  assigned: Map<string, Assignment[]>,
  others: Set<string>,
): void {
  for (const statement of statements) {
    switch (statement.kind) {
      case 'set':
        for (const name of statement.names) {
          assigned.set(name, [...(assigned.get(name) ?? []), statement]);
        }
        break;
      case 'if':
        for (const { body } of statement.branches) bind(body, assigned, others);
        bind(statement.otherwise, assigned, others);
        break;
      case 'for':
        for (const name of statement.names) others.add(name);
        bind(statement.body, assigned, others);
        bind(statement.otherwise, assigned, others);
        break;
      case 'switch':
        for (const { body } of statement.cases) bind(body, assigned, others);
        bind(statement.otherwise, assigned, others);
        break;
      case 'block':
        bind(statement.body, assigned, others);
        break;
      case 'macro':
        for (const { name } of statement.parameters) others.add(name);
        bind(statement.body, assigned, others);
        break;
      default:
    }
  }
}

/** What stands in the template itself, or one of such texts. */
export function isWritten(node: TemplateExpression): boolean {
  if (node.kind === 'choice') return isWritten(node.then) && isWritten(node.otherwise);
  return node.kind === 'literal';
}
