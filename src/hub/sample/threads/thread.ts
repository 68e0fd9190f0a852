import type { Row } from '../../../domain/kind.ts'
import type { Power } from '../models.ts'
import { DAY, HOUR, MINUTE } from '../wall-clock.ts'
import type { Work } from '../words/owning.ts'

/** What must have happened to a customer shortly before they write about it. */
export type Before = 'workshop' | 'service' | 'handover' | 'order' | 'shopping' | 'nothing'

/**
 * A conversation as it could be had: three ways to begin it, so that no two customers use the same words, and what follows.
 * A line is written `c4m: ...`: who (c customer, a agent, n note, p promise due in so long, k how it was kept), how long
 * after the line before, and the words. In them {car}, {plate}, {name}, {agent}, {site}, and {+2} or {-3}: a working day.
 */
export interface Thread {
  readonly kind: Row<'case'>['kind']
  readonly before: Before
  readonly openings: readonly [string, string, string]
  readonly lines: readonly string[]
  readonly sales?: true
  readonly german?: true
  readonly power?: Power
  readonly work?: Work
  readonly remedy?: NonNullable<Row<'case'>['remedy']>
}

export interface Line {
  readonly who: 'c' | 'a' | 'n' | 'p' | 'k'
  readonly gap: number
  readonly text: string
}

const units = { m: MINUTE, h: HOUR, d: DAY } as const

/** Reads one written line. A wrong one is a fault of ours, so it is thrown. */
export function line(written: string): Line {
  const [, who, count, unit, text] = /^([canpk])(\d+)([mhd]): (.+)$/s.exec(written) ?? []
  if (who === undefined || unit === undefined || text === undefined) throw new Error(`not a line of a thread: ${written}`)
  return { who: who as Line['who'], gap: Number(count) * units[unit as keyof typeof units], text }
}
