import './jitless.ts'
import { z } from 'zod'

/** Ids are UUIDs (version 7 when we issue them), made by whoever issues the command, so a retry names the same thing. */
export const GroupId = z.uuid().brand<'GroupId'>()
export const BrandId = z.uuid().brand<'BrandId'>()
export const SiteId = z.uuid().brand<'SiteId'>()
export const AgentId = z.uuid().brand<'AgentId'>()
export const QueueId = z.uuid().brand<'QueueId'>()
export const PartyId = z.uuid().brand<'PartyId'>()
export const CustomerId = z.uuid().brand<'CustomerId'>()
export const IdentityId = z.uuid().brand<'IdentityId'>()
export const ConsentId = z.uuid().brand<'ConsentId'>()
export const VehicleId = z.uuid().brand<'VehicleId'>()
export const OpportunityId = z.uuid().brand<'OpportunityId'>()
export const TouchpointId = z.uuid().brand<'TouchpointId'>()
export const CaseId = z.uuid().brand<'CaseId'>()
export const MessageId = z.uuid().brand<'MessageId'>()
export const CommitmentId = z.uuid().brand<'CommitmentId'>()
export const OutreachId = z.uuid().brand<'OutreachId'>()
export const ResourceId = z.uuid().brand<'ResourceId'>()
export const AppointmentId = z.uuid().brand<'AppointmentId'>()
export const AttachmentId = z.uuid().brand<'AttachmentId'>()
export const WhisperId = z.uuid().brand<'WhisperId'>()
export const CommandId = z.uuid().brand<'CommandId'>()
export const DeviceId = z.uuid().brand<'DeviceId'>()

export type GroupId = z.infer<typeof GroupId>
export type BrandId = z.infer<typeof BrandId>
export type SiteId = z.infer<typeof SiteId>
export type AgentId = z.infer<typeof AgentId>
export type QueueId = z.infer<typeof QueueId>
export type PartyId = z.infer<typeof PartyId>
export type CustomerId = z.infer<typeof CustomerId>
export type IdentityId = z.infer<typeof IdentityId>
export type ConsentId = z.infer<typeof ConsentId>
export type VehicleId = z.infer<typeof VehicleId>
export type OpportunityId = z.infer<typeof OpportunityId>
export type TouchpointId = z.infer<typeof TouchpointId>
export type CaseId = z.infer<typeof CaseId>
export type MessageId = z.infer<typeof MessageId>
export type CommitmentId = z.infer<typeof CommitmentId>
export type OutreachId = z.infer<typeof OutreachId>
export type ResourceId = z.infer<typeof ResourceId>
export type AppointmentId = z.infer<typeof AppointmentId>
export type AttachmentId = z.infer<typeof AttachmentId>
export type WhisperId = z.infer<typeof WhisperId>
export type CommandId = z.infer<typeof CommandId>
export type DeviceId = z.infer<typeof DeviceId>

const hex = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** A UUID version 7 (RFC 9562, 5.7) from epoch milliseconds and ten random bytes: time-ordered, so indexes stay compact. */
export function uuidv7(at: number, random: Uint8Array): string {
  const bytes = Array.from({ length: 16 }, (_, i) => (i < 6 ? Math.floor(at / 2 ** (8 * (5 - i))) % 256 : (random[i - 6] ?? 0)))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const all = hex(bytes)
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join('-')
}
