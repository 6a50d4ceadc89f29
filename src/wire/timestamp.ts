/** Times of requests: ISO 8601, UTC. */

/** `YYYY-MM-DDThh:mm:ssZ`; a fraction is taken too, an offset is not. Undefined for anything else. */
export function parseTimestamp(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z$/.exec(text);
  if (!match) return undefined;
  const ms = Date.parse(`${match[1]}Z`);
  // The parser takes 30 February for a day in March.
  return Number.isNaN(ms) || formatTimestamp(ms) !== `${match[1]}Z` ? undefined : ms;
}

/** Without a fraction, as clients must send it. */
export function formatTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
