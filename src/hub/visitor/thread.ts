import type { ShownMessage } from '../../domain/contract/visitor.ts'
import type { PartyId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { partyScope } from '../../domain/scope.ts'
import { inTurn, only } from '../intake/rows.ts'
import type { View } from '../store/store.ts'
import { chatsOf, type Kin, kinOf } from './customer.ts'

/** As far back as a page is ever shown. */
const NEWEST = 500

/** What a visitor's page knows: whose threads these are, what was said in them, and who is answering in the chat that leads. */
export type Standing = Kin & {
  readonly messages: readonly Row<'message'>[]
  readonly latest: Row<'case'> | null
}

/** Whether a customer may ever see it: something said in the chat. Notes and inner lines never are. */
export const isShown = (message: Row<'message'>): boolean => message.kind === 'said' && message.channel === 'chat'

/** Whether one chat is the one to speak of rather than another: an open one, then the newer. */
export const leads = (one: Row<'case'>, other: Row<'case'>): boolean =>
  one.state === other.state ? one.openedAt > other.openedAt : one.state === 'open'

/** The order in which a customer's words and ours stand, over all their chats. */
export const byThread = (a: Row<'message'>, b: Row<'message'>): number => a.at - b.at || a.number - b.number || (a.id < b.id ? -1 : 1)

/** Reads all of it at one moment. */
export async function readStanding(view: View, party: PartyId): Promise<Standing> {
  const kin = await kinOf(view, party)
  const chats = await chatsOf(view, kin.parties)
  const rows = await inTurn([...new Set(chats.map((chat) => chat.party))], (id) => view.scope(partyScope(id)))
  const of = new Set<string>(chats.map(({ id }) => id))
  const messages = only(rows.flat(), 'message').filter((message) => isShown(message) && of.has(message.case))
  const sorted = [...messages].sort(byThread)
  return { ...kin, messages: sorted.slice(-NEWEST), latest: chats.toSorted((a, b) => (leads(b, a) ? 1 : -1))[0] ?? null }
}

/** A message as its customer sees it; `number` is its place on their page. */
export function shown({ id, author, text, at }: Row<'message'>, number: number): ShownMessage {
  const name = author.kind === 'agent' ? author.name : null
  return { id, number, from: author.kind === 'customer' ? 'you' : 'us', name, text, at }
}
