import type { Row } from '../kind.ts'

/** The rows of one customer, over all their parties, that rules are asked about. A dossier (`contract/query.ts`) has them all. */
export interface CustomerRows {
  readonly parties: readonly { readonly id: string }[]
  readonly vehicles: readonly Row<'vehicle'>[]
  readonly opportunities: readonly Row<'opportunity'>[]
  readonly touchpoints: readonly Row<'touchpoint'>[]
  readonly cases: readonly Row<'case'>[]
  readonly commitments: readonly Row<'commitment'>[]
}
