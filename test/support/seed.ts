/** Properties are tried with the same values in every run; `SEED=…` chooses others. */
import { configureGlobal } from 'fast-check';

configureGlobal({ seed: Number(process.env['SEED'] ?? 20220516) });
