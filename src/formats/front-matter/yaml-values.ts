/**
 * What js-yaml made of a text as data: clean, bounded, without prototypes, its keys in the order of the
 * text. The last step of `yaml.ts`.
 */
import { type Data, dataOf, unmarkKey, type Value } from '../../model/data.js';
import { Plain, WRITTEN_KEYS } from './yaml-scalars.js';

/** Refused input, with the offset in the text where it stands. */
export class Refusal extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** The budget of a conversion to `Value`, and its findings. */
interface Walk {
  /** Nodes and characters still allowed: aliases can make a short text long. */
  left: number;
  readonly written: boolean;
  cleaned: boolean;
}

const UNFIT: RegExp = /[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/gu;

/** Text without control characters (tab and line feed stay); lone surrogates become U+FFFD. */
function cleanText(text: string, walk: Walk): string {
  UNFIT.lastIndex = 0;
  if (!UNFIT.test(text)) return text;
  walk.cleaned = true;
  return text.replace(UNFIT, (unit) => (unit >= '\ud800' && unit <= '\udfff' ? '\ufffd' : ''));
}

function toValue(node: unknown, asWritten: boolean, depth: number, walk: Walk): Value {
  walk.left -= typeof node === 'string' ? 1 + node.length : 1;
  if (walk.left < 0 || depth > 200) throw new Refusal('YAML aliases expand to too much', 0);
  if (typeof node === 'string') return cleanText(node, walk);
  if (node instanceof Plain)
    return asWritten ? (node.value === null ? null : node.text) : node.value;
  if (Array.isArray(node)) return node.map((item) => toValue(item, asWritten, depth + 1, walk));
  if (typeof node !== 'object' || node === null) return null;
  return toData(node, depth, walk, []);
}

/** A map without prototype, so that no key is special; notes the keys that were cleaned. */
function toData(node: object, depth: number, walk: Walk, cleaned: string[]): Data {
  const entries = Object.entries(node).map(([name, value]): readonly [string, Value] => {
    const key = unmarkKey(name);
    walk.left -= key.length;
    const asWritten = walk.written && depth === 0 && WRITTEN_KEYS.has(key);
    walk.cleaned = false;
    const entry = [cleanText(key, walk), toValue(value, asWritten, depth + 1, walk)] as const;
    if (walk.cleaned) cleaned.push(key);
    return entry;
  });
  walk.cleaned = cleaned.length > 0;
  return dataOf(entries);
}

/** Short texts may grow to so much, whatever their length. */
const ALWAYS_ALLOWED = 1_000_000;
/** Times that aliases may repeat a long text. */
const MOST_GROWTH = 10;

export interface Converted {
  readonly value: Value;
  /** Top keys from whose text control characters were taken out. */
  readonly cleaned: readonly string[];
}

/**
 * `length` is the text's; `written`: the top level is front matter, whose `WRITTEN_KEYS` keep their
 * text. Throws a `Refusal` where aliases expand to too much.
 */
export function convert(node: unknown, length: number, written: boolean): Converted {
  const walk: Walk = { left: ALWAYS_ALLOWED + MOST_GROWTH * length, written, cleaned: false };
  const isMap = typeof node === 'object' && node !== null && !Array.isArray(node);
  if (!isMap || node instanceof Plain) {
    return { value: toValue(node, written, 0, walk), cleaned: [] };
  }
  const cleaned: string[] = [];
  return { value: toData(node, 0, walk, cleaned), cleaned };
}
