import { z } from 'zod'
import { command } from '../command.ts'
import { AttachmentId, CaseId, MessageId, PartyId } from '../id.ts'
import { ATTACHMENT_BYTES, MediaType, Sha256 } from '../noun/attachment.ts'
import { isNo, seen } from '../owned.ts'
import { refuse } from '../refusal.ts'
import { Line } from '../value.ts'

/** Adds a file to a case by its hash. Its bytes travel apart and may come later; nothing said waits for them. */
export const add = command({
  name: 'attachment.add',
  version: 1,
  args: z.strictObject({
    attachment: AttachmentId,
    case: CaseId,
    party: PartyId,
    message: MessageId.nullable(),
    name: Line,
    type: MediaType,
    size: z.int().min(1),
    sha256: Sha256,
  }),
  roots: ({ party }) => [party],
  reads: (args) => [
    { kind: 'case', id: args.case },
    { kind: 'attachment', id: args.attachment },
    ...(args.message === null ? [] : [{ kind: 'message' as const, id: args.message }]),
  ],
  apply(tx, args, { actor, at }) {
    const header = seen(tx, args, actor)
    if (isNo(header)) return header
    if (actor.kind !== 'agent') return refuse('not-found', { field: 'case' })
    if (args.size > ATTACHMENT_BYTES) return refuse('too-large', { field: 'size', detail: `At most ${ATTACHMENT_BYTES} bytes.` })
    if (args.message !== null && tx.get('message', args.message)?.case !== header.id) return refuse('not-found', { field: 'message' })
    if (tx.get('attachment', args.attachment)) return refuse('already-exists', { field: 'attachment' })
    const { attachment: id, ...told } = args
    tx.put('attachment', {
      id,
      ...told,
      state: 'awaited',
      addedBy: actor.id,
      addedByName: actor.name,
      addedAt: at,
      storedAt: null,
      origin: header.origin,
    })
    return null
  },
})

/** The hub has the bytes, and they are those that were named. */
export const stored = command({
  name: 'attachment.stored',
  version: 1,
  args: z.strictObject({ attachment: AttachmentId, party: PartyId, sha256: Sha256 }),
  roots: ({ party }) => [party],
  reads: ({ attachment: id }) => [{ kind: 'attachment', id }],
  apply(tx, args, { actor, at }) {
    const attachment = actor.kind === 'system' ? tx.get('attachment', args.attachment) : null
    if (attachment?.party !== args.party || attachment.sha256 !== args.sha256) return refuse('not-found', { field: 'attachment' })
    if (attachment.state === 'awaited') tx.put('attachment', { ...attachment, state: 'stored', storedAt: at })
    return null
  },
})
