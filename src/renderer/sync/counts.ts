import type { SyncCentre } from '../../domain/contract/sync.ts'

export interface SyncCounts {
  /** What is on this device and nowhere else. */
  readonly here: number
  /** Of those, what a person must decide. */
  readonly needs: number
}

/** Counted in one place, so that top bar, rail and sync centre cannot contradict each other. */
export function countsOf(sync: Pick<SyncCentre, 'waiting' | 'decisions' | 'refused'>): SyncCounts {
  const needs = sync.decisions.length + sync.refused.length
  return { here: sync.waiting.length + needs, needs }
}
