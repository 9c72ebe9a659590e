/**
 * A config as other threads are sent it. A structured clone knows neither maps without a prototype nor
 * an order of keys that are numbers, so what comes of the site's own files travels as JSON.
 */
import { parseJson } from '../content/json-order.js';
import type { Config } from '../model/config.js';
import { type Data, plainData } from '../model/data.js';

export type PackedConfig<T extends Sent = Config> = Omit<T, keyof Sent> & {
  /** JSON of the two. */
  readonly sent: string;
};

/** What is data in a config. */
type Sent = Pick<Config, 'values' | 'defaults'>;

export function packConfig<T extends Sent>({ values, defaults, ...others }: T): PackedConfig<T> {
  return { ...others, sent: JSON.stringify({ values, defaults }) };
}

export function unpackConfig<T extends Sent>({ sent, ...others }: PackedConfig<T>): T {
  const { values, defaults } = plainData(parseJson(sent) as Data) as unknown as Sent;
  return { ...others, values, defaults } as unknown as T;
}
