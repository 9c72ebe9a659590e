/**
 * Threads that are handed batches before they have started, and work on while the build's own thread is
 * busy. A pool hands out a batch when that thread has time to hear that another is free: where it reads,
 * organises and plans meanwhile, the others would wait for it, and it for them at the end.
 */
import { Worker } from 'node:worker_threads';
import type { Job } from '../model/job.js';
import { unpackFailure } from '../problems/failure.js';
import type { EarlyAnswer, EarlyTask, ThreadData, WorkerAnswer } from './protocol.js';

export interface EarlyThreads {
  /** Batches go to the threads by turns. Rejects with the job's error, and when the thread ends without an answer. */
  run<Batch, Done>(job: Job<Batch, Done>, batch: Batch): Promise<Done>;
  close(): Promise<void>;
}

/** In MB: batches are few and large, and what they leave lies outside. */
const YOUNG = 4;

export function openEarlyThreads(count: number, data: ThreadData): EarlyThreads {
  const threads: EarlyThread[] = [];
  let handed = 0;
  return {
    async run<Batch, Done>(job: Job<Batch, Done>, batch: Batch): Promise<Done> {
      const at = handed++ % count;
      const thread = threads[at] ?? new EarlyThread(data);
      threads[at] = thread;
      const answer = await thread.run(job.module, job.send?.(batch) ?? batch);
      if (answer.kind !== 'done') throw unpackFailure(answer);
      return answer.done as Done;
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

interface HandedOver {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: unknown) => void;
}

class EarlyThread {
  readonly #worker: Worker;
  /** By the numbers of their batches. */
  readonly #waiting = new Map<number, HandedOver>();
  #handed = 0;
  /** Why it has ended; null: it works. */
  #fault: unknown = null;

  constructor(workerData: ThreadData) {
    this.#worker = new Worker(new URL('./early-worker.js', import.meta.url), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    this.#worker.on('message', ({ id, answer }: EarlyAnswer) => {
      this.#waiting.get(id)?.resolve(answer);
      this.#waiting.delete(id);
    });
    this.#worker.once('error', (error) => this.#fail(error));
    this.#worker.once('exit', () => this.#fail(new Error('A thread has ended by itself')));
  }

  run(module: string, batch: unknown): Promise<WorkerAnswer> {
    const id = this.#handed++;
    const task: EarlyTask = { id, module, batch };
    return new Promise((resolve, reject) => {
      if (this.#fault !== null) return reject(this.#fault);
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(task);
    });
  }

  #fail(error: unknown): void {
    this.#fault ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
