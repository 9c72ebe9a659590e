/** Which JavaScript variable holds a template's variable, while a template is compiled. */
export class LocalNames {
  readonly #parent: LocalNames | null;
  readonly #ids: Map<string, string> = new Map();

  constructor(parent: LocalNames | null = null) {
    this.#parent = parent;
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
}
