/** A case as a desk is told of it. */
export interface Place {
  readonly case: string
  readonly party: string
}

/** Test to desk. */
export type DeskTold =
  | { readonly do: 'talk'; readonly places: readonly Place[]; readonly pace: number }
  | { readonly do: 'rest' }
  | { readonly do: 'clock'; readonly ms: number }
  | { readonly do: 'disk'; readonly full: boolean }
  | { readonly do: 'tickets'; readonly tickets: unknown }
  | { readonly do: 'again' }
  | { readonly do: 'stop' }

/** Desk to test. */
export type DeskReport =
  | { readonly is: 'born'; readonly cursor: number }
  | { readonly is: 'kept'; readonly text: string }
  | { readonly is: 'full' }
  | { readonly is: 'refused'; readonly code: string }
  | { readonly is: 'expired'; readonly reason: string }
  | { readonly is: 'state'; readonly line: string; readonly resting: boolean; readonly waiting: number; readonly cursor: number }
