/** What one Liquid text's reading finds beside its tree: positions, warnings, tags that there are not. */
import type { Position } from '../../model/problem.js';
import type { TemplateFault } from '../compiler/template-problems.js';
import type { TemplateExpression } from '../compiler/template-tree.js';

/** What a Liquid text may name. */
export interface LiquidNames {
  readonly filters: ReadonlyMap<string, unknown>;
  readonly templates: ReadonlyMap<string, unknown>;
}

/** A use of a tag that finews doesn't have. */
export interface UnknownTag {
  readonly name: string;
  readonly at: Position;
}

/** Stops the reading of a text at its first fault. */
export class LiquidFault extends Error {
  readonly fault: TemplateFault;
  constructor(fault: TemplateFault) {
    super(fault.message);
    this.fault = fault;
  }
}

type Said = Omit<TemplateFault, 'line' | 'column'>;

/** Collects while a text is read. */
export class TemplateNotes {
  readonly warnings: TemplateFault[] = [];
  readonly unknownTags: UnknownTag[] = [];
  readonly #lines: readonly number[];
  readonly #names: LiquidNames;
  readonly #fixed: Position | null;

  /** `fixed`: where all of the text is, for a text that isn't the author's. */
  constructor(text: string, names: LiquidNames, fixed: Position | null = null) {
    this.#names = names;
    this.#fixed = fixed;
    const lines = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
    this.#lines = lines;
  }

  /** The position of a place in the text. */
  at(offset: number): Position {
    if (this.#fixed !== null) return this.#fixed;
    let [low, high] = [0, this.#lines.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.#lines[low] ?? 0) + 1 };
  }

  /** For a text of finews' own in the place of a tag. */
  within(text: string, at: Position): TemplateNotes {
    return new TemplateNotes(text, this.#names, at);
  }

  hasFilter(name: string): boolean {
    return this.#names.filters.has(name);
  }

  filters(): Iterable<string> {
    return this.#names.filters.keys();
  }

  hasTemplate(name: string): boolean {
    return this.#names.templates.has(name);
  }

  name(name: string, at: Position): TemplateExpression {
    return { kind: 'name', name, at };
  }

  warn(at: Position, said: Said): void {
    this.warnings.push({ ...said, ...at });
  }

  fail(at: Position, said: Pick<Said, 'message' | 'hint'>): never {
    throw new LiquidFault({ code: 'template-syntax', ...said, ...at });
  }
}
