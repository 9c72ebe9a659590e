/** Stand-in until marks of origin are here. */
export function isStory(_value: unknown): boolean {
  return false;
}
export function hasStory(_value: unknown): boolean {
  return false;
}
export function memberMarked(_target: unknown, _key: PropertyKey, value: unknown): unknown {
  return value;
}
export function keyMarked(_map: object, key: string): unknown {
  return key;
}
export class StoryText {
  readonly raw: string;
  constructor(raw: string) {
    this.raw = raw;
  }
}
export class Mixed {
  readonly pieces: readonly unknown[];
  constructor(pieces: readonly unknown[]) {
    this.pieces = pieces;
  }
}
