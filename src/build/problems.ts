/** Problems as the logs of `.finews` keep them: what is read back is checked like a stranger's. */
import type { Problem } from '../model/problem.js';

export function isWarning(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const { code, severity, message, hint, frame } = value as Partial<Problem>;
  return (
    [code, message].every((text) => typeof text === 'string') &&
    [hint, frame].every((text) => text === undefined || typeof text === 'string') &&
    severity === 'warning'
  );
}
