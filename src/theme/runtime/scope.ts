/**
 * Scopes of a running template, the innermost first; compiled templates know it as `frame`. The
 * rules are nunjucks': an undefined variable is as good as none, and a loop's `set` reaches outward.
 */
export class Frame {
  readonly parent: Frame | undefined;
  /** Whether what is set here is the template's own as well. */
  topLevel: boolean;
  readonly #isolated: boolean;
  /** Most scopes hold nothing. */
  #values: Map<string, unknown> | null;

  /** Isolated: what is set here stays here. */
  constructor(parent?: Frame, isolated = false) {
    this.parent = parent;
    this.topLevel = false;
    this.#isolated = isolated;
    this.#values = null;
  }

  /** `outward`: in whatever scope has the variable already. */
  set(name: string, value: unknown, outward = false): void {
    const frame = outward ? (this.#owner(name) ?? this) : this;
    frame.#values ??= new Map();
    frame.#values.set(name, value);
  }

  #owner(name: string): Frame | undefined {
    if (this.#values !== null && this.#values.get(name) !== undefined) return this;
    // Only the scope that is written from can be isolated: those around it aren't asked.
    let frame = this.#isolated ? undefined : this.parent;
    while (frame !== undefined && frame.#values?.get(name) === undefined) frame = frame.parent;
    return frame;
  }

  lookup(name: string): unknown {
    const value = this.#values === null ? undefined : this.#values.get(name);
    return value === undefined && this.parent !== undefined ? this.parent.lookup(name) : value;
  }

  push(isolated = false): Frame {
    return new Frame(this, isolated);
  }

  pop(): Frame | undefined {
    return this.parent;
  }
}
