/** Colleagues at work: many connections that ask without rest, while a story is edited. */
import { connect } from './client.mjs';
import { save } from './edits.mjs';

/** @typedef {{ rate: number, p99: number, wrong: number }} Load rate in requests a second, p99 in ms */

/**
 * Every connection asks for the front page again and again while a story is edited.
 * @param {number} port
 * @param {import('./edits.mjs').Story} story
 * @param {{ seconds: number, connections: number, edits: number }} amount `edits` a second
 * @returns {Promise<Load>}
 */
export async function load(port, { file, text }, { seconds, connections, edits }) {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const edit = () => save(file, `${text}\n第${count++}次。\n`);
  const editing = edits > 0 ? setInterval(edit, 1000 / edits) : undefined;
  /** @type {number[]} */
  const times = [];
  let wrong = 0;
  const client = async () => {
    const { ask, close } = connect(port);
    while (performance.now() < end) {
      const start = performance.now();
      const answer = await ask('/');
      times.push(performance.now() - start);
      if (!answer.startsWith('HTTP/1.1 200 ') || !answer.includes('</html>')) wrong++;
      // Refused, or dropped: the others still ask.
      if (answer === '') break;
    }
    close();
  };
  await Promise.all(Array.from({ length: connections }, client));
  clearInterval(editing);
  const p99 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
  return { rate: times.length / seconds, p99, wrong };
}
