import type { z } from 'zod'
import { Agent } from './noun/agent.ts'
import { Appointment } from './noun/appointment.ts'
import { Attachment } from './noun/attachment.ts'
import { Brand } from './noun/brand.ts'
import { Case } from './noun/case.ts'
import { Commitment } from './noun/commitment.ts'
import { Consent } from './noun/consent.ts'
import { Customer } from './noun/customer.ts'
import { Group } from './noun/group.ts'
import { Identity } from './noun/identity.ts'
import { Message } from './noun/message.ts'
import { Opportunity } from './noun/opportunity.ts'
import { Outreach } from './noun/outreach.ts'
import { Party } from './noun/party.ts'
import { Presence } from './noun/presence.ts'
import { Queue } from './noun/queue.ts'
import { Resource } from './noun/resource.ts'
import { Site } from './noun/site.ts'
import { Touchpoint } from './noun/touchpoint.ts'
import { Vehicle } from './noun/vehicle.ts'
import { Whisper } from './noun/whisper.ts'

/** Every kind of row that hub and replica both hold, with the schema that is its type and its guard. */
export const kinds = {
  group: Group,
  brand: Brand,
  site: Site,
  agent: Agent,
  queue: Queue,
  party: Party,
  customer: Customer,
  identity: Identity,
  consent: Consent,
  vehicle: Vehicle,
  opportunity: Opportunity,
  touchpoint: Touchpoint,
  case: Case,
  message: Message,
  commitment: Commitment,
  outreach: Outreach,
  resource: Resource,
  appointment: Appointment,
  attachment: Attachment,
  presence: Presence,
  whisper: Whisper,
}

export type Kind = keyof typeof kinds
export type Row<K extends Kind> = Readonly<z.infer<(typeof kinds)[K]>>

/** A row with its kind: what feeds, frames and stores pass around. */
export type KindRow = { [K in Kind]: { readonly kind: K; readonly row: Row<K> } }[Kind]

export const kindNames = Object.keys(kinds) as readonly Kind[]

export const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name)

/** Reads an unknown body as a row of its kind; null when it is none. */
export function parseRow(kind: Kind, body: unknown): KindRow | null {
  const parsed = kinds[kind].safeParse(body)
  return parsed.success ? ({ kind, row: parsed.data } as KindRow) : null
}
