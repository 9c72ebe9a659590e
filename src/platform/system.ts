/** What commands run on, put together in one place. */
import type { Effects, Logger } from '../model/io.js';
import { systemClock, systemHost } from './console.js';
import { disk } from './disk.js';

/** The real disk, clock and machine; details and progress go to `log`. */
export function systemEffects(log: Logger): Effects {
  return { io: disk, clock: systemClock, host: systemHost, log, publishing() {} };
}

/** The same in a process of somebody else, who says how much memory it may have. */
export function guestEffects(log: Logger): Effects {
  const memory = { saveMemory() {}, holdMemory() {}, collectAlone() {}, collectGarbage() {} };
  return { ...systemEffects(log), host: { ...systemHost, ...memory } };
}
