/** The length of the longest run of places that already stand in rising order. */
function longestRise(places: readonly number[]): number {
  const tails: number[] = []
  for (const place of places) {
    const at = tails.findIndex((tail) => tail >= place)
    if (at === -1) tails.push(place)
    else tails[at] = place
  }
  return tails.length
}

/**
 * How many rows would move something under the pointer if the list took its new order now: rows that come in between, rows
 * that pass others, rows that leave. What is added at the end moves nothing.
 */
export function waitingMoves(shown: readonly string[], next: readonly string[]): number {
  const place = new Map(shown.map((id, i) => [id, i]))
  const stayed = next.flatMap((id) => place.get(id) ?? [])
  const last = next.reduce((at, id, i) => (place.has(id) ? i : at), -1)
  const fresh = next.filter((id, i) => !place.has(id) && i < last).length
  const gone = shown.length - stayed.length
  return fresh + gone + stayed.length - longestRise(stayed)
}
