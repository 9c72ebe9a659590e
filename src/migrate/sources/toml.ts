/** TOML, as Hugo has it: the only door to smol-toml. Dates become their text. */
export async function readToml(text: string): Promise<Readonly<Record<string, unknown>>> {
  const { parse } = await import('smol-toml');
  return plain(parse(text)) as Readonly<Record<string, unknown>>;
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}
