import type { z } from 'zod'
import type { Touchpoint } from '../noun/touchpoint.ts'

/** The nine derived stages of a vehicle or opportunity (`domain.md` 1.1). */
export type Stage = 'discover' | 'configure' | 'evaluate' | 'order' | 'await' | 'handover' | 'own' | 'renew' | 'lapsed'

/** Words for translation: an id, the English, and placeholders filled from the touchpoint's own data. */
export interface Phrase {
  readonly id: string
  readonly message: string
}

/** `inbound`: they came to us; `outreach`: we went to them; `event`: it happened. */
export type Way = 'inbound' | 'outreach' | 'event'

/** How a screen writes a field before it fills a placeholder with it: money, a day, a moment with its time, a distance. */
export type Shown = 'money' | 'day' | 'moment' | 'km'

/** One kind of touchpoint: what its data must look like, where it stands on the journey, how it reads. One file a kind. */
export interface TouchpointKind<D> {
  readonly kind: string
  readonly data: z.ZodType<D>
  /** The stage it shows a vehicle or opportunity to be in; null where it says nothing of that. */
  readonly stage: Stage | null
  readonly way: Way
  /** A lucide icon's name, drawn by the renderer's sprite. */
  readonly icon: string
  readonly title: Phrase
  /** The second line, if there is more to say. A screen leaves it out where one of its fields is null. */
  readonly detail: Phrase | null
  /** The fields of its phrases that a screen formats; the others are shown as they are. */
  readonly shows?: { readonly [F in keyof D]?: Shown }
  /** Whether a dealer's web page sees it happen, so that a visitor's own browser may tell it. */
  readonly page?: boolean
  /** Whether a visit, work or repair that can be what a complaint is about. */
  readonly work: boolean
}

/** Keeps the data type of a kind beside its schema. */
export const touchpointKind = <D>(definition: TouchpointKind<D>): TouchpointKind<D> => definition

/** A touchpoint's data, typed by the kind asked for; null where it is of another kind. */
export function dataOf<D>(kind: TouchpointKind<D>, touchpoint: Pick<Touchpoint, 'kind' | 'data'>): D | null {
  if (touchpoint.kind !== kind.kind) return null
  const parsed = kind.data.safeParse(touchpoint.data)
  return parsed.success ? parsed.data : null
}
