/**
 * Which addresses are everybody's (IANA's special-purpose registries): a story must not have finews ask the
 * machines beside it, nor a cloud's own.
 */
import { BlockList, isIP } from 'node:net';

const PRIVATE: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** In what is global in IPv6 (2000::/3): tunnels that carry any IPv4 address, benchmarks, examples. */
const PRIVATE_SIX: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const four = new BlockList();
for (const [net, bits] of PRIVATE) four.addSubnet(net, bits, 'ipv4');
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
const six = new BlockList();
for (const [net, bits] of PRIVATE_SIX) six.addSubnet(net, bits, 'ipv6');

/** False for what is no IP address, too. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !four.check(address, 'ipv4');
  return family === 6 && global.check(address, 'ipv6') && !six.check(address, 'ipv6');
}
