/** A job that dies at bad items, as a post might make a real one die. */
const job = {
  module: import.meta.url,
  open: () => ({ run, close() {} }),
};

export default job;

/** @param {any} batch @param {(item: number) => void} at */
function run(batch, at) {
  const items = batch.pages ?? batch;
  return items.map((/** @type {any} */ item, /** @type {number} */ index) => {
    at(index);
    const name = item.path ?? item.page.url;
    if (name.includes('crash')) process.exit(1);
    if (name.includes('fail')) {
      throw Object.assign(new Error('full'), { code: 'ENOSPC', path: '/full' });
    }
    while (name.includes('stall')) {
      // For ever.
    }
    if (name.includes('slow')) beSlow();
    if (name.includes('hang')) wait(Number.POSITIVE_INFINITY);
    return { known: null, card: null, digest: 'd', problems: [], body: null };
  });
}

/** As on a machine that has much else to do: now and then a moment of its time. */
function beSlow() {
  for (let turn = 0; turn < 30; turn++) {
    wait(30);
    const end = performance.now() + 4;
    while (performance.now() < end);
  }
}

/** @param {number} milliseconds */
function wait(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
