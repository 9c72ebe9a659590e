/**
 * Any text at all. As `fc.string({ unit: 'binary' })` of fast-check, which first tries every character
 * there is: most of a second in each process.
 */
import * as fc from 'fast-check';

/** All but the halves of surrogate pairs. */
const character = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10_ffff }))
  .map((code) => String.fromCodePoint(code));

export function anyText(limits: fc.StringSharedConstraints = {}): fc.Arbitrary<string> {
  return fc.string({ ...limits, unit: character });
}
