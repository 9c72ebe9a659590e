/** How much of a long test is to be done: a whole number in the environment. */
export function amount(name: string, byDefault: number): number {
  const given = Number(process.env[name]);
  return Number.isInteger(given) && given > 0 ? given : byDefault;
}
