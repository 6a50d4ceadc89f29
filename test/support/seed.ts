/**
 * Where random suites begin: with the day, so that every day meets new inputs and a whole day's runs are the same; or where
 * an environment variable says, to replay a run.
 */
const DAY_MS = 86_400_000;

export function seedOf(variable: string): number {
  const given = process.env[variable];
  if (given === undefined || given === '') return Math.floor(Date.now() / DAY_MS) * 1000;
  const seed = Number(given);
  if (!Number.isSafeInteger(seed)) throw new Error(`${variable} must be a whole number, not ${given}`);
  return seed;
}
