import type { Row } from '../kind.ts'

/** Outreach that waits, and the open complaint it waits for. */
export interface HeldOutreach {
  readonly outreach: Row<'outreach'>
  readonly because: Row<'case'>
}

/** The customer's longest open complaint, or null. An enquiry holds nothing back. */
export function openComplaint(cases: readonly Row<'case'>[]): Row<'case'> | null {
  const open = cases.filter((row) => row.state === 'open' && row.kind === 'complaint')
  return open.sort((a, b) => a.openedAt - b.openedAt)[0] ?? null
}

/**
 * Which planned outreach of one customer is held back: while a complaint of theirs is open, nothing is sold to them.
 * Service and safety continue. It lifts by itself when the last complaint is resolved.
 */
export function heldOutreach(outreach: readonly Row<'outreach'>[], cases: readonly Row<'case'>[]): readonly HeldOutreach[] {
  const because = openComplaint(cases)
  if (!because) return []
  return outreach
    .filter((row) => row.state === 'planned' && row.purpose === 'sales')
    .sort((a, b) => a.plannedAt - b.plannedAt)
    .map((row) => ({ outreach: row, because }))
}
