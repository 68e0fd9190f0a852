import { safetyWords } from '../../../domain/rules/safety.ts'
import type { Pen } from '../pen.ts'
import { atTime, DAY, MINUTE } from '../wall-clock.ts'
import { type Line, line, type Thread } from './thread.ts'

/** How far a conversation has come: still in the queue, in somebody's hands, or done. */
export type Standing = 'waiting' | 'held' | 'resolved'

export interface Timed extends Line {
  readonly at: number
}

interface Told {
  readonly thread: Thread
  readonly variant: number
  readonly standing: Standing
  /** For a resolved one, about when it began. */
  readonly around: number
}

function played(lines: readonly Line[], standing: Standing, pen: Pen): readonly Line[] {
  if (standing === 'resolved') return lines
  const first = lines.findIndex(({ who }) => who !== 'c')
  if (standing === 'waiting') return lines.slice(0, first)
  const answer = lines.findIndex(({ who }) => who === 'a') + 1
  // A note has no meaning as the end of what was said, and a promise kept belongs to the end of the story.
  const ends = lines.flatMap(({ who }, place) => (place + 1 >= answer && place + 1 < lines.length && who !== 'k' ? [place + 1] : []))
  return lines.slice(0, pen.dice.pick(ends.length > 0 ? ends.slice(-3) : [answer]))
}

/** People answer in the daytime: what would be said at night is said in the morning. */
function awake(at: number, { who }: Line, { person, dice }: Pen): number {
  const morning = atTime(at, 8 * 60 + dice.between(2, 50), person.zone)
  const evening = atTime(at, 19 * 60 + 30, person.zone)
  if (who === 'c' || (at >= morning && at <= evening)) return at
  return at < morning ? morning : morning + DAY
}

function forward(lines: readonly Line[], start: number, pen: Pen): readonly Timed[] {
  let at = start
  return lines.map((said) => {
    at = said.who === 'p' ? at + MINUTE : awake(at + said.gap + pen.dice.between(0, 50) * 1000, said, pen)
    return { ...said, at }
  })
}

const span = (lines: readonly Line[]): number => lines.reduce((sum, { who, gap }) => sum + (who === 'p' ? MINUTE : gap) + MINUTE, 0)

/** When each line was said. An open conversation ends a little before now; a resolved one begins when it is told to. */
export function schedule(pen: Pen, { thread, variant, standing, around }: Told): readonly Timed[] {
  const { dice, now, person } = pen
  const opening = thread.openings[variant] ?? thread.openings[0]
  const lines = played([{ who: 'c', gap: 0, text: opening }, ...thread.lines.map(line)], standing, pen)
  if (standing === 'resolved') return forward(lines, atTime(around, dice.between(8 * 60 + 10, 20 * 60), person.zone), pen)
  const alarming = safetyWords(opening) !== null
  const waited = standing === 'waiting' ? dice.between(2, alarming ? 7 : 180) : dice.between(3, dice.pick([45, 95, 700]))
  let at = now - waited * MINUTE - span(lines)
  return lines.map((said) => {
    at += (said.who === 'p' ? MINUTE : said.gap) + MINUTE
    return { ...said, at }
  })
}

/** When a promise falls due: so many hours later, or at five on the day. */
export const dueAt = ({ gap }: Line, made: number, zone: string): number =>
  gap < DAY ? Math.ceil((made + gap) / (15 * MINUTE)) * 15 * MINUTE : atTime(made + gap, 17 * 60, zone)

export const closing = (last: Timed, pen: Pen): number => last.at + pen.dice.between(4, 40) * MINUTE
