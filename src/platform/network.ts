/** Under which addresses other devices reach this machine. */
import os from 'node:os';

/**
 * As a URL has them, IPv4 first. `six`: IPv6 as well, but for link-local ones, which need a zone that
 * browsers don't take.
 */
export function networkAddresses(six: boolean): readonly string[] {
  const all = Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal);
  const four = all.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
  const long = all.filter(({ family, scopeid }) => family === 'IPv6' && !scopeid);
  return [...four, ...(six ? long.map(({ address }) => `[${address}]`) : [])];
}
