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
    if (name.includes('wait')) wait(900);
    if (name.includes('hang')) wait(Number.POSITIVE_INFINITY);
    return { known: null, card: null, digest: 'd', problems: [], body: null };
  });
}

/** @param {number} milliseconds */
function wait(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
