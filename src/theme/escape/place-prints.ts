/**
 * Gives each print of a template its place, and says where a place is bad for what a story writes. Branches
 * are joined: where they end in places that ask different things, a print behind them has no certain
 * place, until the text makes them one again.
 */
import type { Position } from '../../model/problem.js';
import type {
  CallBody,
  Capture,
  ForLoop,
  NamedBlock,
  Print,
  Statement,
  TemplateExpression,
  Tree,
} from '../compiler/template-tree.js';
import { childrenOf, shownIn, type TemplateNode, walkAll } from '../compiler/walk-tree.js';
import { type OwnNames, ownNames } from './own-values.js';
import { advance, afterPrint, type Place, placeKey, TEXT } from './place.js';
import { type PrintKind, type PrintPlace, printPlace, type Trouble } from './print-place.js';

/** A print where a story's text is not at its best, with its place. */
export interface PlaceTrouble extends Position {
  readonly trouble: Trouble;
  /** Of the attribute; '' for none. */
  readonly attribute: string;
}

/** What a template's prints, includes and blocks stand in. */
export interface PlacedPrints {
  readonly prints: ReadonlyMap<Print, PrintPlace>;
  /** Of includes and blocks; those in text are left out. */
  readonly starts: ReadonlyMap<Statement, Place>;
  readonly troubles: readonly PlaceTrouble[];
}

/** More of them are no places to tell apart: branches that nothing makes one again. */
const MOST = 8;

/**
 * `start`: where the template is included, and where its blocks stand: those are compiled for each place
 * where a template of the chain has them. `storyLists`: what `site` has of stories under the config's names.
 */
export function placePrints(
  tree: Tree,
  start: Place = TEXT,
  storyLists: ReadonlySet<string> = new Set(),
): PlacedPrints {
  const placing = new Placing(tree, storyLists);
  placing.statements(tree, [start]);
  const isChild = tree.some(({ kind }) => kind === 'extends');
  walkAll(tree, (node) => {
    if (node.kind === 'block') placing.block(node, start, isChild);
  });
  return placing;
}

/**
 * Where only the site itself can print something that makes sense: what the template's text shows to be
 * its own stands there as it always did.
 */
const LITERAL: ReadonlySet<PrintKind> = new Set([
  ...(['name', 'strict', 'declaration', 'code', 'pattern'] as const),
]);

type Places = readonly Place[];

class Placing implements PlacedPrints {
  readonly prints: Map<Print, PrintPlace> = new Map();
  readonly starts: Map<Statement, Place> = new Map();
  readonly #troubles: Map<Print, PlaceTrouble> = new Map();
  readonly #own: OwnNames;
  /** Whether the prints that are walked over stand where they are told of. */
  #isTelling = true;
  /** Where a loop's turns end early. */
  #jumps: Place[] = [];

  constructor(tree: Tree, storyLists: ReadonlySet<string>) {
    this.#own = ownNames(tree, storyLists);
  }

  /** A block's own body: a child's is told of here, another's where it stands. */
  block({ body }: NamedBlock, start: Place, isChild: boolean): void {
    this.#isTelling = isChild;
    this.statements(body, [start]);
  }

  get troubles(): readonly PlaceTrouble[] {
    return [...this.#troubles.values()];
  }

  statements(statements: readonly Statement[], from: Places): Places {
    let places = from;
    for (const statement of statements) places = this.#statement(statement, places);
    return places;
  }

  #statement(statement: Statement, places: Places): Places {
    switch (statement.kind) {
      case 'text':
        return joined(places.map((place) => advance(place, statement.text)));
      case 'print':
        return this.#print(statement, places);
      case 'if': {
        for (const { test } of statement.branches) this.#captures(test);
        const bodies = [...statement.branches.map(({ body }) => body), statement.otherwise];
        return joined(bodies.flatMap((body) => this.statements(body, places)));
      }
      case 'switch': {
        this.#captures(statement.value);
        const bodies = statement.cases.map(({ body }) => body);
        if (!statement.runsAll) {
          return joined(
            [...bodies, statement.otherwise].flatMap((body) => this.statements(body, places)),
          );
        }
        let through = places;
        for (const body of bodies)
          through = joined([...through, ...this.statements(body, through)]);
        return joined([...through, ...this.statements(statement.otherwise, places)]);
      }
      case 'for':
        return this.#loop(statement, places);
      case 'set':
        this.#captures(statement.value);
        return places;
      case 'include':
        this.#noteStart(statement, places);
        for (const { value } of statement.parameters?.entries ?? []) this.#captures(value);
        return places;
      case 'block':
        this.#noteStart(statement, places);
        return this.statements(statement.body, places);
      case 'macro':
        this.statements(statement.body, [TEXT]);
        return places;
      case 'break':
      case 'continue':
        this.#jumps.push(...places);
        return places;
      default:
        return places;
    }
  }

  #noteStart(statement: Statement, places: Places): void {
    const [place] = places;
    if (place !== undefined && place.where !== 'text') this.starts.set(statement, place);
    else this.starts.delete(statement);
  }

  #loop({ list, body, tail, otherwise }: ForLoop, from: Places): Places {
    this.#captures(list);
    const outer = this.#jumps;
    this.#jumps = [];
    let places = from;
    // Each round can only add places; a few rounds reach all that there are, or too many.
    for (let round = 0; round <= MOST; round++) {
      const ends = joined([...this.statements(body, places), ...this.#jumps]);
      const next = joined([...places, ...this.statements(tail, ends)]);
      if (next.length === places.length) break;
      places = next;
    }
    this.#jumps = outer;
    return joined([...places, ...this.statements(otherwise, from)]);
  }

  #print(print: Print, places: Places): Places {
    this.#captures(print.value);
    const place = printPlace(places);
    const isPlain = !print.isOwn && LITERAL.has(place.kind) && this.#own.isOwn(print.value);
    this.prints.set(print, isPlain ? printPlace([TEXT]) : place);
    if (this.#isTelling && !isCut(places)) this.#noteTrouble(print, place);
    const written = print.isOwn ? literalOf(print.value) : null;
    if (written !== null) {
      return joined(places.map((one) => advance(one, written)));
    }
    return joined(places.map(afterPrint));
  }

  #noteTrouble(print: Print, { trouble, place }: PrintPlace): void {
    if (trouble === null || this.#own.isOwn(print.value)) {
      this.#troubles.delete(print);
      return;
    }
    const attribute = place?.attribute.replaceAll('\ufffd', '…') ?? '';
    this.#troubles.set(print, { ...print.at, trouble, attribute });
  }

  /** A capture begins in text, wherever it stands. */
  #captures(expression: TemplateExpression): void {
    for (const { body } of bodiesIn(expression)) this.statements(body, [TEXT]);
  }
}

/** A text that stands in the template. */
function literalOf(value: TemplateExpression): string | null {
  if (value.kind === 'literal' && typeof value.value === 'string') return value.value;
  const shown = shownIn(value);
  return shown === null ? null : literalOf(shown);
}

/**
 * `<h2{{ part }}`, in one branch or in each: how themes put parts of a story's HTML together again, which
 * go on with the tag or begin in text. Where they are none, a number is meant.
 */
function isCut(places: Places): boolean {
  const isOpen = (place: Place): boolean => place.where === 'open' && place.element !== '';
  return places.some(isOpen) && places.every((place) => isOpen(place) || place.where === 'text');
}

/** Each place once; none: too many. */
function joined(places: Places): Places {
  if (places.length < 2) return places;
  const byKey = new Map(places.map((place) => [placeKey(place), place]));
  return byKey.size > MOST ? [] : [...byKey.values()];
}

/** Captures and the bodies of calls, the outermost ones. */
function bodiesIn(expression: TemplateNode): readonly (Capture | CallBody)[] {
  if (expression.kind === 'capture' || expression.kind === 'caller') return [expression];
  return childrenOf(expression).flatMap(bodiesIn);
}
