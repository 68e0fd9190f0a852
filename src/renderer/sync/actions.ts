import type { SyncItem } from '../../domain/contract/sync.ts'
import { desk } from '../store/desk.ts'
import { type Done, doneOf } from '../store/run.ts'

/** The last message of what came meanwhile: sending now says that it has been read. */
const newest = ({ news }: SyncItem): number | null => (news.length === 0 ? null : Math.max(...news.map(({ number }) => number)))

/** Sends it again: as it is, or in other words. */
export const resend = (item: SyncItem, text: string | null): Promise<Done> =>
  doneOf(desk.resend({ command: item.command, text, knows: newest(item) }))

export const keepMine = ({ command }: SyncItem): Promise<Done> => doneOf(desk.keepMine({ command }))

export const raise = ({ command }: SyncItem, reason: string): Promise<Done> => doneOf(desk.raiseItem({ command, reason }))

export const rebook = ({ command }: SyncItem, { resource, startsAt }: SyncItem['free'][number], text: string | null): Promise<Done> =>
  doneOf(desk.rebook({ command, resource, startsAt, text }))

/** Lets it go for good: nothing of it is sent. */
export const discard = ({ command }: SyncItem): Promise<Done> =>
  desk.discard({ command }).then(
    () => ({ ok: true, command }),
    () => ({ ok: false, refusal: { code: 'failed' } }),
  )
