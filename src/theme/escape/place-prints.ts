/**
 * Gives each print of a template its place, and says where a place is bad for what a story writes. Branches
 * are joined: where they end in places that ask different things, a print behind them has no certain
 * place, until the text makes them one again.
 */
import type { Position } from '../../model/problem.js';
import type { Capture, Expression, Print, Statement, Tree } from '../compiler/tree.js';
import { type OwnNames, ownNames } from './own-values.js';
import { advance, afterPrint, type Place, placeKey, TEXT } from './place.js';
import { type PrintPlace, printPlace, type Trouble } from './print-place.js';

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

/** `start`: where the template is included, or where its parent has the blocks. */
export function placePrints(tree: Tree, start: Place = TEXT): PlacedPrints {
  const placing = new Placing(tree, start);
  placing.statements(tree, [start]);
  return placing;
}

type Places = readonly Place[];

class Placing implements PlacedPrints {
  readonly prints: Map<Print, PrintPlace> = new Map();
  readonly starts: Map<Statement, Place> = new Map();
  readonly #troubles: Map<Print, PlaceTrouble> = new Map();
  readonly #own: OwnNames;
  readonly #start: Place;
  readonly #isChild: boolean;
  /** Where a loop's turns end early. */
  #jumps: Place[] = [];

  constructor(tree: Tree, start: Place) {
    this.#own = ownNames(tree);
    this.#start = start;
    this.#isChild = tree.some((statement) => statement.kind === 'extends');
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
      case 'for':
        return this.#loop(statement, places);
      case 'set':
        this.#captures(statement.value);
        return places;
      case 'include':
        this.#noteStart(statement, places);
        for (const { value } of statement.parameters?.entries ?? []) this.#captures(value);
        return places;
      case 'block': {
        if (this.#isChild) {
          this.statements(statement.body, [this.#start]);
          return places;
        }
        this.#noteStart(statement, places);
        return this.statements(statement.body, places);
      }
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

  #loop({ list, body, otherwise }: Extract<Statement, { kind: 'for' }>, from: Places): Places {
    this.#captures(list);
    const outer = this.#jumps;
    this.#jumps = [];
    let places = from;
    // Each round can only add places; a few rounds reach all that there are, or too many.
    for (let round = 0; round <= MOST; round++) {
      const next = joined([...places, ...this.statements(body, places), ...this.#jumps]);
      if (next.length === places.length) break;
      places = next;
    }
    this.#jumps = outer;
    return joined([...places, ...this.statements(otherwise, from)]);
  }

  #print(print: Print, places: Places): Places {
    this.#captures(print.value);
    const place = printPlace(places);
    this.prints.set(print, place);
    this.#noteTrouble(print, place);
    const { value } = print;
    if (print.isOwn && value.kind === 'literal' && typeof value.value === 'string') {
      const written = value.value;
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
  #captures(expression: Expression): void {
    for (const capture of capturesIn(expression)) this.statements(capture.body, [TEXT]);
  }
}

/** Each place once; none: too many. */
function joined(places: Places): Places {
  if (places.length < 2) return places;
  const byKey = new Map(places.map((place) => [placeKey(place), place]));
  return byKey.size > MOST ? [] : [...byKey.values()];
}

function capturesIn(expression: Expression): readonly Capture[] {
  if (expression.kind === 'capture') return [expression];
  return partsOf(expression).flatMap(capturesIn);
}

/** The expressions that an expression is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'member':
      return [expression.target, expression.key];
    case 'operation':
    case 'test':
      return expression.args;
    case 'filter':
      return [...expression.args, ...expression.keywords.map(({ value }) => value)];
    case 'call':
      return [
        expression.callee,
        ...expression.args,
        ...expression.keywords.map(({ value }) => value),
      ];
    case 'and':
    case 'or':
      return [expression.left, expression.right];
    case 'not':
      return [expression.value];
    case 'choice':
      return [expression.test, expression.then, expression.otherwise];
    case 'list':
      return expression.items;
    case 'map':
      return expression.entries.map(({ value }) => value);
    default:
      return [];
  }
}
