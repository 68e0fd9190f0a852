import type { Row } from '../kind.ts'

/** What is known of one customer: the rows of all their parties. */
export interface Dossier {
  readonly parties: readonly string[]
  readonly vehicles: readonly Row<'vehicle'>[]
  readonly opportunities: readonly Row<'opportunity'>[]
  readonly touchpoints: readonly Row<'touchpoint'>[]
  readonly cases: readonly Row<'case'>[]
  readonly messages: readonly Row<'message'>[]
  readonly commitments: readonly Row<'commitment'>[]
  readonly outreach: readonly Row<'outreach'>[]
}
