/** Asks many addresses politely: one at a time of a server, with a pause, and few servers at once. */

/** Servers at once, and the pause between two requests to one, in ms. */
const SERVERS = 8;
const PAUSE = 250;

export async function askAll(
  urls: readonly string[],
  ask: (url: string) => Promise<void>,
  pause: number = PAUSE,
): Promise<void> {
  const byHost = new Map<string, string[]>();
  for (const url of urls) {
    const { host } = new URL(url);
    const others = byHost.get(host) ?? [];
    others.push(url);
    byHost.set(host, others);
  }
  const queues = [...byHost.values()];
  const next = async (): Promise<void> => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) {
      for (const [at, url] of queue.entries()) {
        if (at > 0) await new Promise((resolve) => setTimeout(resolve, pause));
        await ask(url);
      }
    }
  };
  await Promise.all(Array.from({ length: SERVERS }, next));
}
