/** Names that somebody may have meant. */

/** The closest first; none when nothing is close. */
export function nearest(wanted: string, names: readonly string[], most = 3): readonly string[] {
  const target = wanted.toLowerCase();
  // A typing mistake or two, or a name that was cut off.
  const limit = Math.max(2, Math.floor(target.length / 4));
  return names
    .map((name) => ({ name, distance: distanceTo(target, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

/** A part of a name is as close as one mistake: `listener` means all that have to do with listeners. */
function distanceTo(wanted: string, name: string): number {
  if (wanted.length >= 4 && name.includes(wanted)) return wanted === name ? 0 : 1;
  return editDistance(wanted, name);
}

/** Levenshtein: insertions, deletions and replacements from one text to the other. */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
