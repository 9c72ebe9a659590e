/** Opens the user's browser, with the desktop's own command. */
import { spawn } from 'node:child_process';
import os from 'node:os';

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  // `start` takes its first quoted argument for a title.
  win32: ['cmd', '/c', 'start', ''],
};

/** A machine without a browser has none to open: no error. */
export function openBrowser(url: string): void {
  const [command = '', ...rest] = OPENERS[os.platform()] ?? ['xdg-open'];
  const child = spawn(command, [...rest, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined).unref();
}
