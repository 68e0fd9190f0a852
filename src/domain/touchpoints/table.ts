import type { Touchpoint } from '../noun/touchpoint.ts'
import { malformed, type Refusal, refuse } from '../refusal.ts'
import { brochure } from './brochure.ts'
import { call } from './call.ts'
import { configAbandoned } from './config-abandoned.ts'
import { configSaved } from './config-saved.ts'
import { contractEnding } from './contract-ending.ts'
import { depositPaid } from './deposit-paid.ts'
import { etaChanged } from './eta-changed.ts'
import { handoverBooked } from './handover-booked.ts'
import { handoverDone } from './handover-done.ts'
import { invoiceSent } from './invoice-sent.ts'
import type { TouchpointKind } from './kind.ts'
import { lead } from './lead.ts'
import { messageSent } from './message-sent.ts'
import { orderPlaced } from './order-placed.ts'
import { partArrived } from './part-arrived.ts'
import { quoteSent } from './quote-sent.ts'
import { recallDone } from './recall-done.ts'
import { recallNotice } from './recall-notice.ts'
import { roadside } from './roadside.ts'
import { serviceDone } from './service-done.ts'
import { serviceDue } from './service-due.ts'
import { surveyAnswered } from './survey-answered.ts'
import { testDriveBooked } from './test-drive-booked.ts'
import { testDriveDone } from './test-drive-done.ts'
import { walkIn } from './walk-in.ts'
import { webVisit } from './web-visit.ts'
import { workshopVisit } from './workshop-visit.ts'

const all = [
  webVisit,
  configSaved,
  configAbandoned,
  brochure,
  lead,
  quoteSent,
  testDriveBooked,
  testDriveDone,
  walkIn,
  orderPlaced,
  depositPaid,
  etaChanged,
  handoverBooked,
  handoverDone,
  serviceDue,
  serviceDone,
  workshopVisit,
  partArrived,
  recallNotice,
  recallDone,
  call,
  invoiceSent,
  surveyAnswered,
  messageSent,
  contractEnding,
  roadside,
] as const

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
