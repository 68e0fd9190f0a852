import type { z } from 'zod'

/** The nine derived stages of a vehicle or opportunity (`domain.md` 1.1). */
export type Stage = 'discover' | 'configure' | 'evaluate' | 'order' | 'await' | 'handover' | 'own' | 'renew' | 'lapsed'

/** Words for translation: an id, the English, and placeholders filled from the touchpoint's own data. */
export interface Phrase {
  readonly id: string
  readonly message: string
}

/** One kind of touchpoint: what its data must look like, where it stands on the journey, how it reads. One file a kind. */
export interface TouchpointKind<D> {
  readonly kind: string
  readonly data: z.ZodType<D>
  /** The stage it shows a vehicle or opportunity to be in; null where it says nothing of that. */
  readonly stage: Stage | null
  /** `inbound`: they came to us; `outreach`: we went to them; `event`: it happened. */
  readonly way: 'inbound' | 'outreach' | 'event'
  /** A lucide icon's name, drawn by the renderer's sprite. */
  readonly icon: string
  readonly title: Phrase
  /** The second line, if there is more to say. */
  readonly detail: Phrase | null
  /** Whether a visit, work or repair that can be what a complaint is about. */
  readonly work: boolean
}

/** Keeps the data type of a kind beside its schema. */
export const touchpointKind = <D>(definition: TouchpointKind<D>): TouchpointKind<D> => definition
