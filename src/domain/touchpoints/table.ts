import type { Touchpoint } from '../noun/touchpoint.ts'
import { malformed, type Refusal, refuse } from '../refusal.ts'
import type { TouchpointKind } from './kind.ts'
import { webVisit } from './web-visit.ts'
import { workshopVisit } from './workshop-visit.ts'

const all = [webVisit, workshopVisit] as const

type Kinds = (typeof all)[number]

/** Every kind of touchpoint, by name. */
export const touchpointKinds: ReadonlyMap<string, Kinds> = new Map(all.map((kind): [string, Kinds] => [kind.kind, kind]))

type Data = Touchpoint['data']

/** Reads a touchpoint's data by its kind's own schema, or says what is wrong with it. */
export function parseData(
  kind: string,
  data: unknown,
): { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly refusal: Refusal } {
  const found: TouchpointKind<Data> | undefined = touchpointKinds.get(kind)
  if (!found)
    return { ok: false, refusal: refuse('malformed', { field: 'kind', detail: `One of: ${[...touchpointKinds.keys()].join(', ')}.` }) }
  const parsed = found.data.safeParse(data)
  if (parsed.success) return { ok: true, data: parsed.data }
  const refusal = malformed(parsed.error)
  return { ok: false, refusal: { ...refusal, field: refusal.field ? `data.${refusal.field}` : 'data' } }
}
