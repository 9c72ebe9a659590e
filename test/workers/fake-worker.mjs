/** A worker that dies at bad items, as a story might make a real one die. */
import { workerData } from 'node:worker_threads';

const [, { place }] = workerData;

/** @param {any} input */
export default function run({ task, at }) {
  if (place.how === 'fail') {
    return { kind: 'error', message: 'full', fields: { code: 'ENOSPC', path: '/full' } };
  }
  const items = task.files ?? task.pages;
  const done = items.map((/** @type {any} */ item, /** @type {number} */ index) => {
    Atomics.store(at, 0, index);
    const name = item.path ?? item.page.url;
    if (name.includes(place.how)) die();
    return { look: null, card: null, digest: 'd', problems: [], body: null };
  });
  return { kind: 'done', done };
}

function die() {
  if (place.how === 'crash') process.exit(1);
  for (;;) {
    // For ever.
  }
}
