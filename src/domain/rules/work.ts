import type { Row } from '../kind.ts'
import { handoverDone } from '../touchpoints/handover-done.ts'
import { invoiceSent } from '../touchpoints/invoice-sent.ts'
import { dataOf } from '../touchpoints/kind.ts'
import { recallDone } from '../touchpoints/recall-done.ts'
import { roadside } from '../touchpoints/roadside.ts'
import { serviceDone } from '../touchpoints/service-done.ts'
import { touchpointKinds } from '../touchpoints/table.ts'
import { workshopVisit } from '../touchpoints/workshop-visit.ts'
import type { Topic } from '../value.ts'
import { topicsOf } from './topic.ts'

/** Whether a touchpoint is a visit, work or repair: what a complaint can be about. */
export const isWork = (row: Row<'touchpoint'>): boolean => touchpointKinds.get(row.kind)?.work === true

const named = (topic: Topic | null, text: string): ReadonlySet<Topic> => new Set([...(topic ? [topic] : []), ...topicsOf(text).keys()])

/** What a piece of work was about: what its record says, and what the words of it say. */
export function workTopics(row: Row<'touchpoint'>): ReadonlySet<Topic> {
  const visit = dataOf(workshopVisit, row)
  if (visit) return named(visit.topic, visit.concern)
  const breakdown = dataOf(roadside, row)
  if (breakdown) return named(breakdown.topic, breakdown.fault)
  const invoice = dataOf(invoiceSent, row)
  if (invoice) return named('invoice', invoice.about)
  if (dataOf(handoverDone, row)) return new Set(['handover'])
  return named(null, dataOf(serviceDone, row)?.service ?? dataOf(recallDone, row)?.title ?? '')
}
