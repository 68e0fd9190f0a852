import type { Look } from '../../../../src/domain/rules/floor/look.ts'
import { ids } from '../../../support/rows.ts'
import { agentsOf, type Happened, sayings, sitesOf } from './hour.ts'

/** Counts a floor anew from what happened alone, by the words of `docs/floor.md`, as slowly as it likes. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CALLS = new Set(['say', 'reply'])

type Line = { at: number; by: string | null; what: string; args: Readonly<Record<string, unknown>> }
export type Story = {
  id: string
  party: string
  site: string
  queue: string
  channel: string
  kind: string
  openedAt: number
  told: Line[]
}

const last = (story: Story, ...whats: readonly string[]): Line | undefined => story.told.findLast(({ what }) => whats.includes(what))
export const isOpenNow = (story: Story): boolean => last(story, 'resolve', 'reopen')?.what !== 'resolve'

/** What happened to each case, in order. A customer who writes joins their newest open chat, or begins one. */
export function stories(events: readonly Happened[]): readonly Story[] {
  const all: Story[] = []
  for (const { at, by, name, args } of events) {
    const [, what = ''] = name.split('.')
    if (!name.startsWith('case.') && !name.startsWith('message.') && name !== 'conversation.say') continue
    const line = { at, by, what, args }
    const { party, site, queue, channel = 'chat', kind } = args as Record<string, string> & { case: string }
    const open = all.findLast((one) => one.party === party && one.channel === 'chat' && isOpenNow(one))
    const found = what === 'say' ? open : all.find(({ id }) => id === args.case)
    if (found) found.told.push(line)
    else {
      const first = sayings.find(({ text }) => text === args.text)?.kind
      const place = { party: party ?? '', site: site ?? '', queue: queue ?? '', channel }
      all.push({ id: String(args.case), ...place, kind: kind ?? first ?? '', openedAt: at, told: [line] })
    }
  }
  return all
}

const within = (story: Story, from: Line | undefined): readonly Line[] =>
  from ? story.told.slice(story.told.indexOf(from) + 1) : story.told

export const kindOf = (story: Story): string => String(last(story, 'classify')?.args.kind ?? story.kind)

/** The customer's first word that nobody has answered since. */
export const waits = (story: Story): number | null =>
  isOpenNow(story) ? (within(story, last(story, 'reply', 'resolve')).find(({ what }) => what === 'say')?.at ?? null) : null

export const lastWord = (story: Story): { by: string; at: number } | null => {
  const word = story.told.findLast(({ what }) => CALLS.has(what))
  return word ? { by: word.what === 'say' ? 'customer' : 'agent', at: word.at } : null
}

/** Whose it is, and from whom it is lent. */
export function hands(story: Story): { owner: string | null; lent: string | null } {
  let now: { owner: string | null; lent: string | null } = { owner: null, lent: null }
  for (const { what, by, args } of story.told) {
    if (what === 'open' || what === 'claim') now = { owner: by, lent: null }
    if (what === 'reopen') now = { ...now, owner: by }
    if (what === 'release') now = { owner: null, lent: null }
    if (what === 'assign') now = { owner: String(args.to), lent: null }
    if (what === 'takeOver') now = { owner: by, lent: now.lent ?? now.owner }
    if (what === 'handBack') now = { owner: now.lent, lent: null }
    if (what === 'resolve') now = { ...now, lent: null }
  }
  return now
}

/** When a person must be on the safety words that stand, if any. */
export function danger(story: Story): number | null {
  let due: number | null = null
  for (const { what, at, args } of story.told) {
    if (what === 'reply' || what === 'dismissSafety') due = null
    const alarming = what === 'say' && sayings.some(({ text, words }) => text === args.text && words !== null)
    if (alarming) due ??= at + 15 * MINUTE
  }
  return isOpenNow(story) ? due : null
}

export const hand = (story: Story): number | null => {
  const asked = last(story, 'raise', 'lower', 'handBack', 'resolve')
  return asked?.what === 'raise' ? asked.at : null
}

export const aims: Readonly<Record<string, number>> = { chat: 2 * MINUTE, phone: 2 * MINUTE, web: HOUR, email: 4 * HOUR }

export const overdue = (story: Story, now: number): boolean => now - (waits(story) ?? now) > (aims[story.channel] ?? 0)

export type Promised = { id: string; case: string; party: string; dueAt: number; open: boolean }

export function promises(events: readonly Happened[]): readonly Promised[] {
  const closed = new Set(events.filter(({ name }) => name === 'commitment.close').map(({ args }) => args.commitment))
  return events
    .filter(({ name }) => name === 'commitment.record')
    .map(({ args }) => ({
      ...{ id: String(args.commitment), case: String(args.case), party: String(args.party) },
      ...{ dueAt: Number(args.dueAt), open: !closed.has(args.commitment) },
    }))
}

/** What is shown of an agent. */
export function shownOf(events: readonly Happened[], agent: string): string {
  const theirs = events.filter(({ args, name }) => name.startsWith('presence.') && args.agent === agent)
  if (theirs.length === 0) return 'offline'
  const line = theirs.findLast(({ name }) => name === 'presence.line')?.args.line ?? 'down'
  const mode = String(theirs.findLast(({ name }) => name === 'presence.set')?.args.mode ?? 'available')
  if (line === 'up' || mode === 'working-offline') return mode
  return line === 'lost' ? 'vanished' : 'offline'
}

export const isGone = (shown: string): boolean => shown === 'vanished' || shown === 'offline'

/** Service level: answered within so long, of those opened in the window that are answered or overdue. */
export function service(all: readonly Story[], rule: { channels: readonly string[]; within: number; window: number; now: number }) {
  const recent = all.filter((one) => rule.channels.includes(one.channel) && rule.now - one.openedAt <= rule.window)
  const answers = recent.map((one) => ({ one, answer: one.told.find(({ what }) => what === 'reply')?.at ?? null }))
  const met = answers.filter(({ one, answer }) => answer !== null && answer - one.openedAt <= rule.within).length
  const missed = answers.filter(({ one, answer }) =>
    answer === null ? waits(one) !== null && rule.now - one.openedAt > rule.within : answer - one.openedAt > rule.within,
  ).length
  return { value: met + missed === 0 ? null : met / (met + missed), n: met + missed }
}

export const inLook =
  ({ site, kind, queue }: Look) =>
  (story: Story): boolean =>
    (site === null || story.site === site) && (kind === null || kindOf(story) === kind) && (queue === null || story.queue === queue)

export const worksAt = (site: string) => agentsOf.filter(({ grants }) => grants.some((grant) => grant.site === site))
export const siteIds = sitesOf.map(({ id }) => id).filter((id) => id === ids.altona || id === ids.kiel)
