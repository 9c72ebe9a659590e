/** `x is odd` and its like: nunjucks' tests, and two that it lacks, for any value. */
import type { Callable } from './nunjucks-internals.js';
import { atMost, less, remainder } from './operators.js';
import { isArrayLike, isIterable, isMapLike, isSafe, text } from './values.js';

const isText = (value: unknown): boolean => typeof value === 'string' || isSafe(value);

function isIterated(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null || isMapLike(value)) return false;
  return isIterable(value) || isArrayLike(value);
}

function isMapping(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Set)
  );
}

const equalTo: Callable = (value, other) => value === other;
const more: Callable = (value, other) => less(other, value);
const fewer: Callable = (value, other) => less(value, other);

const TESTS: readonly (readonly [name: string, test: Callable])[] = [
  ['callable', (value) => typeof value === 'function'],
  ['defined', (value) => value !== undefined],
  ['divisibleby', (value, by) => remainder(value, by) === 0],
  ['escaped', isSafe],
  ['equalto', equalTo],
  ['eq', equalTo],
  ['sameas', equalTo],
  ['even', (value) => remainder(value, 2) === 0],
  ['falsy', (value) => !value],
  ['ge', (value, other) => atMost(other, value)],
  ['greaterthan', more],
  ['gt', more],
  ['le', (value, other) => atMost(value, other)],
  ['lessthan', fewer],
  ['lt', fewer],
  ['lower', (value) => isText(value) && text(value).toLowerCase() === text(value)],
  ['ne', (value, other) => value !== other],
  ['null', (value) => value === null],
  ['number', (value) => typeof value === 'number'],
  ['odd', (value) => remainder(value, 2) === 1],
  ['string', (value) => typeof value === 'string'],
  ['truthy', Boolean],
  ['undefined', (value) => value === undefined],
  ['upper', (value) => isText(value) && text(value).toUpperCase() === text(value)],
  ['iterable', isIterated],
  ['mapping', isMapping],
  ['true', (value) => value === true],
  ['false', (value) => value === false],
];

/** By name. */
export const tests: ReadonlyMap<string, Callable> = new Map(TESTS);
