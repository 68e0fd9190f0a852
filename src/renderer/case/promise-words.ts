import { dayAt } from '../ui/zoned.ts'

const promising: readonly RegExp[] = [
  /\b(?:I|we)(?:'ll|’ll| will| shall| can promise| promise)\b/i,
  /\byou(?:'ll|’ll| will) (?:hear|have|get|receive)\b/i,
  /\b(?:get|come) back to you\b/i,
  /\b(?:ich|wir) (?:werde|werden|melde|melden|rufe|rufen|kümmere|kümmern|schicke|schicken|sende|senden|verspreche|versprechen)\b/i,
  /\bSie (?:hören|bekommen|erhalten)\b/,
]

const when =
  /\b(?:by|until|before|today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|next week|within|bis|heute|morgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|nächste woche|innerhalb|uhr|o'clock|\d{1,2}[:.]\d{2})\b/i

/** The sentence of a draft that promises something by some time, or null: it offers to be recorded, it never is by itself. */
export function promiseIn(text: string): string | null {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/)
  const found = sentences.find((sentence) => promising.some((one) => one.test(sentence)) && when.test(sentence))
  return found ? found.trim().slice(0, 200) : null
}

const HOUR = 3_600_000

/** The clock time a text names, as hours and minutes: "by 16:30", "um 9 Uhr". */
function clockIn(text: string): readonly [number, number] | null {
  const found = /\b([01]?\d|2[0-3])[:.]([0-5]\d)\b/.exec(text) ?? /\b([01]?\d|2[0-3])()\s?(?:uhr|o'clock)\b/i.exec(text)
  return found ? [Number(found[1]), Number(found[2] || 0)] : null
}

/** When a promise in these words would fall due, by the site's clock: what it says, else tomorrow at noon. Always after `now`. */
export function dueOf(text: string, now: number, zone: string): number {
  const clock = clockIn(text)
  const today = /\b(?:today|tonight|heute)\b/i.test(text) || (clock !== null && !/\b(?:tomorrow|morgen)\b/i.test(text))
  const [hour, minute] = clock ?? (today ? [17, 0] : [12, 0])
  const due = dayAt(now, zone, { days: today ? 0 : 1, hour, minute })
  return due > now ? due : Math.ceil((now + HOUR) / HOUR) * HOUR
}
