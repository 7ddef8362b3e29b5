/** Number of single-letter edits between two words, given up (Infinity) above `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const swap = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const value = Math.min(swap, previous[j]! + 1, current[j - 1]! + 1);
      current.push(value);
      if (value < best) best = value;
    }
    if (best > limit) return Number.POSITIVE_INFINITY;
    previous = current;
  }
  return previous[b.length]!;
}

const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, '_');

/** Above this number only words with the same first letter are looked at; a slip there is rare. */
const FEW = 300;

/** The closest of `candidates`, if one is near enough to be what the author meant. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word);
  const limit = wanted.length <= 4 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = limit + 1;
  let seen = 0;
  for (const candidate of candidates) {
    seen += 1;
    if (candidate === word || Math.abs(candidate.length - word.length) > limit + 2) continue;
    if (seen > FEW && candidate[0] !== word[0]) continue;
    const distance = editDistance(wanted, plain(candidate), limit);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
      if (distance === 0) break;
    }
  }
  return best;
}
