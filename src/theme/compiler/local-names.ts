/** JavaScript variables that count a loop's turns, and say how many there are. */
export interface TurnIds {
  readonly index: string;
  readonly count: string;
}

/** Which JavaScript variable holds a template's variable, while a template is compiled. */
export class LocalNames {
  readonly #parent: LocalNames | null;
  readonly #ids: Map<string, string> = new Map();
  /** Of the loop whose body's names these are, where it is one of Liquid's. */
  readonly #turn: TurnIds | null;

  constructor(parent: LocalNames | null = null, turn: TurnIds | null = null) {
    this.#parent = parent;
    this.#turn = turn;
  }

  get isOutermost(): boolean {
    return this.#parent === null;
  }

  set(name: string, id: string): void {
    this.#ids.set(name, id);
  }

  /** Undefined: the variable is looked up while the template runs. */
  lookup(name: string): string | undefined {
    return this.#ids.get(name) ?? this.#parent?.lookup(name);
  }

  /** The loop that `forloop` describes here; null: none of this text, or a template's own variable. */
  get forloop(): TurnIds | null {
    if (this.#ids.has('forloop')) return null;
    return this.#turn ?? this.#parent?.forloop ?? null;
  }
}
