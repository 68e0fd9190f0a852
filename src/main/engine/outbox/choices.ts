import { type CommandName, commands } from '../../../domain/commands/table.ts'
import type { Argument, Receipt } from '../../../domain/contract/bridge.ts'
import { isRefusal, prepare } from '../../../domain/decide.ts'
import { CommandId, uuidv7 } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import { type RefusalCode, refuse, refused } from '../../../domain/refusal.ts'
import { toCustomer } from '../../../domain/rules/late-send.ts'
import type { Replica } from '../replica.ts'
import type { Moment } from '../run.ts'
import { Touched } from '../touched.ts'
import { chainFrom } from './chain.ts'
import { discard, replace } from './fate.ts'
import type { Kept } from './kept.ts'
import { add, find, type Saying, unsettled } from './outbox.ts'

type Args = Kept['envelope']['args']

/** One command of a chain as it is said again, and the one it takes the place of; null where it is new altogether. */
interface Again {
  readonly saying: Saying
  readonly of: Kept | null
}

/** A person's choice done: its receipt, and what screens have to look at again. */
export interface Chosen {
  readonly receipt: Receipt
  readonly touched: Touched
}

const no = (code: RefusalCode, field: string): Chosen => ({
  receipt: { kept: false, outcome: refused(refuse(code, { field })) as Extract<ReturnType<typeof refused>, { ok: false }> },
  touched: new Touched(),
})

const has = (args: Args, name: string): boolean => Object.hasOwn(args, name)

/** What a person decides of what could not go by itself. Whatever is said again is a new command on the old nouns' ids, so nothing is doubled. */
export class Choices {
  readonly #replica: Replica
  readonly #moment: () => Moment

  constructor(replica: Replica, moment: () => Moment) {
    this.#replica = replica
    this.#moment = moment
  }

  resend({ command, text, knows }: Argument<'resend'>): Chosen {
    const kept = this.#stopped(command)
    if (!kept) return no('not-found', 'command')
    const header = this.#header(kept)
    const claims = toCustomer(kept.envelope.name) && header?.owner === null && header.state === 'open'
    const fence = header === null ? null : header.fence + (claims ? 1 : 0)
    const change = (one: Kept): Args => {
      const args = { ...one.envelope.args }
      if (has(args, 'fence') && fence !== null) args.fence = fence
      if (one !== kept) return args
      if (has(args, 'knows')) args.knows = knows ?? this.#newest(kept)
      if (text !== null) args.text = text
      return args
    }
    return this.#again(kept, change, claims ? this.#claim(kept) : null)
  }

  rebook({ command, resource, startsAt, text }: Argument<'rebook'>): Chosen {
    const kept = this.#stopped(command)
    if (kept?.envelope.name !== 'appointment.book') return no('not-found', 'command')
    const fence = this.#header(kept)?.fence
    const change = (one: Kept): Args => {
      const { args, name } = one.envelope
      if (one === kept) return { ...args, resource, startsAt }
      return { ...args, ...(toCustomer(name) && text !== null && { text }), ...(has(args, 'fence') && fence !== undefined && { fence }) }
    }
    return this.#again(kept, change, null)
  }

  /** What somebody else set meanwhile is what it is now changed from. */
  keepMine({ command }: Argument<'keepMine'>): Chosen {
    const kept = this.#stopped(command)
    const header = kept && this.#header(kept)
    if (!kept || !header || !has(kept.envelope.args, 'was')) return no('not-found', 'command')
    const was = { kind: header.kind, remedy: header.remedy, settled: header.kindSettled }
    return this.#again(kept, (one) => (one === kept ? { ...one.envelope.args, was } : one.envelope.args), null)
  }

  raiseItem({ command, reason }: Argument<'raiseItem'>): Chosen {
    const kept = this.#stopped(command)
    const { case: id, party, text } = kept?.about ?? { case: null, party: null, text: null }
    if (!kept || id === null || party === null) return no('not-found', 'case')
    const note = text === null ? null : { message: this.#id(), text }
    const raise: Again = { saying: this.#saying('case.raise', { case: id, party, reason, note }, kept.lane), of: kept }
    return this.#keep([raise], chainFrom(kept, unsettled(this.#replica.store)).slice(1))
  }

  discard(command: string): Touched | null {
    const { store, pending, journal } = this.#replica
    const at = this.#moment().clock.now()
    const fallen = store.write(() => {
      const kept = find(store, command)
      if (kept) this.#dropClaims(kept, at)
      return discard(store, command, at)
    })
    if (fallen.length === 0) return null
    journal?.decided(fallen.map(({ envelope }) => envelope.id))
    const touched = new Touched()
    touched.everything = true
    pending.load(touched)
    return touched
  }

  /** The command, where it stands still for a person. */
  #stopped(command: string): Kept | null {
    const kept = find(this.#replica.store, command)
    return kept && ['review', 'refused', 'held'].includes(kept.state) ? kept : null
  }

  #header({ about }: Kept): Row<'case'> | null {
    return about.case === null ? null : this.#replica.pending.view.get('case', about.case)
  }

  #newest(kept: Kept): number {
    return this.#header(kept)?.messages ?? 0
  }

  #claim(kept: Kept): Saying {
    const { case: id, party } = kept.envelope.args
    return this.#saying('case.claim', { case: id ?? null, party: party ?? null }, kept.lane)
  }

  #id(): string {
    const { clock } = this.#moment()
    return uuidv7(clock.now(), clock.bytes(10))
  }

  #saying(name: CommandName, args: Args, lane: string): Saying {
    const { clock, hubAt } = this.#moment()
    return {
      envelope: { id: CommandId.parse(this.#id()), name, version: commands[name].version, args, saidAt: clock.now(), after: [] },
      lane,
      hubAt,
    }
  }

  /** Says a command and all that was held for it again, in the old order, each resting on the new ones. */
  #again(kept: Kept, change: (one: Kept) => Args, first: Saying | null): Chosen {
    const chain = chainFrom(kept, unsettled(this.#replica.store)).filter(({ state }, place) => place === 0 || state !== 'waiting')
    const ids = new Map<string, CommandId>(chain.map((one) => [one.envelope.id, CommandId.parse(this.#id())]))
    const { clock, hubAt } = this.#moment()
    const again = chain.map((one): Again => {
      const { name, version, after } = one.envelope
      const rests = after.flatMap((id) => ids.get(id) ?? (this.#stands(id) ? id : []))
      const on = one === kept && first ? [first.envelope.id, ...rests] : rests
      const id = ids.get(one.envelope.id) ?? one.envelope.id
      return {
        saying: { envelope: { id, name, version, args: change(one), saidAt: clock.now(), after: on }, lane: one.lane, hubAt },
        of: one,
      }
    })
    return this.#keep([...(first ? [{ saying: first, of: null }] : []), ...again], [])
  }

  /** Whether another command can still be rested on. */
  #stands(id: string): boolean {
    const state = find(this.#replica.store, id)?.state
    return state === 'waiting' || state === 'applied'
  }

  #keep(again: readonly Again[], falling: readonly Kept[]): Chosen {
    const { store, pending, journal } = this.#replica
    const said = again.find(({ of }) => of !== null) ?? again[0]
    const refusal = this.#impossible(again)
    if (!said || refusal) return refusal ?? no('not-found', 'command')
    const at = this.#moment().clock.now()
    const by = said.saying.envelope.id
    const kept = store.writeWords(() => {
      for (const one of falling) replace(store, one.envelope.id, { by, at })
      return again.map(({ saying, of }) => {
        if (of) {
          replace(store, of.envelope.id, { by: saying.envelope.id, at })
          this.#dropClaims(of, at)
        }
        return add(store, saying)
      })
    })
    journal?.append(kept)
    journal?.decided([...again.flatMap(({ of }) => of ?? []), ...falling].map(({ envelope }) => envelope.id))
    const touched = new Touched()
    touched.everything = true
    pending.load(touched)
    const outcome = pending.all().find((one) => one.kept.envelope.id === by)?.outcome ?? null
    return { receipt: { kept: true, command: by, outcome }, touched }
  }

  /** A taking of the case that was refused has no words of its own: it is over with the answer that rested on it. */
  #dropClaims({ envelope }: Kept, at: number): void {
    const { store } = this.#replica
    for (const id of envelope.after) {
      const claim = find(store, id)
      if (claim?.envelope.name === 'case.claim' && claim.state === 'refused') discard(store, id, at)
    }
  }

  /** What this device knows to be impossible is not said again; what was is left as it is. */
  #impossible(again: readonly Again[]): Chosen | null {
    const [first] = again
    for (const { saying } of again) {
      const ready = prepare(saying.envelope)
      if (isRefusal(ready)) return { receipt: { kept: false, outcome: { ok: false, refusal: ready } }, touched: new Touched() }
      if (saying !== first?.saying) continue
      const { outcome } = this.#replica.pending.guess(ready, { at: saying.envelope.saidAt, saying: saying.envelope })
      if (outcome?.ok === false) return { receipt: { kept: false, outcome }, touched: new Touched() }
    }
    return null
  }
}
