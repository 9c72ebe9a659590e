/**
 * Which addresses of the network are public: a story is a stranger's, and a link in it must not make
 * finews ask a router, a neighbour or this machine. Ranges of IANA's special-purpose registries.
 */
import { BlockList, isIP } from 'node:net';

const FOUR = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];

/** All that is public lies in 2000::/3; in there these lead elsewhere, or into IPv4. */
const SIX = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const refused = new BlockList();
for (const range of FOUR) addRange(range, 'ipv4');
for (const range of SIX) addRange(range, 'ipv6');

const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

function addRange(range: string, family: 'ipv4' | 'ipv6'): void {
  const [net = '', prefix] = range.split('/');
  refused.addSubnet(net, Number(prefix), family);
}

/** Of an address in numbers; anything else is not public. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refused.check(address, 'ipv4');
  return family === 6 && global.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}
