/** Messages of a case, about as long as ours; the same for the same number. @param {number} n @param {string} series */
export function message(n, series) {
  const words = 'brake noise since the service please call about the invoice winter tyres loan car delivery warranty recall'.split(' ')
  const text = Array.from({ length: 34 }, (_, place) => words[(n * 7 + place * 13 + (n % 11)) % words.length]).join(' ')
  return {
    id: `${series}${String(n).padStart(8, '0')}`,
    conversationId: `c${n % 400}`,
    seq: n,
    body: text,
    writtenAt: 1_700_000_000_000 + n,
  }
}

/** @param {number} from @param {number} count @param {string} series */
export const messages = (from, count, series) => Array.from({ length: count }, (_, n) => message(from + n, series))

/** @param {() => Promise<boolean> | boolean} so @param {number} ms */
export async function until(so, ms = 120_000) {
  for (const end = performance.now() + ms; !(await so()); ) {
    if (performance.now() > end) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** One figure for whoever started this, on a line of its own. @param {{ ms: number, rows: number }} told */
export const tell = (told) => console.log(JSON.stringify(told))

export const ALREADY = 2_000
export const MISSED = 20_000
export const BATCH = 1_000
