/**
 * Sites of tests lie in memory where the system has room for them: they are thousands of small files,
 * each of which a build makes durable, and nobody pulls the plug on a test.
 */
import fs from 'node:fs';
import path from 'node:path';

const MEMORY = '/dev/shm';
/** In bytes; a container has often very little. */
const ENOUGH = 2 ** 30;

/** Returns what clears it away. */
export default function moveIntoMemory(): () => void {
  if (!hasRoom()) return () => undefined;
  const folder = fs.mkdtempSync(path.join(MEMORY, 'finews-tests-'));
  process.env['TMPDIR'] = folder;
  return () => fs.rmSync(folder, { recursive: true, force: true });
}

function hasRoom(): boolean {
  if (!fs.existsSync(MEMORY)) return false;
  const { bavail, bsize } = fs.statfsSync(MEMORY);
  return bavail * bsize >= ENOUGH;
}
