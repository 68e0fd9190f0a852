import type { GroupId } from '../../../domain/id.ts'
import type { KindRow } from '../../../domain/kind.ts'
import { lookupsOf } from '../../../domain/lookup.ts'
import type { Changes, CommandRecord, DeviceNumber, Feed, Outgoing, Question, Ref, StoredRecord } from '../store.ts'
import { deviceScope } from '../store.ts'
import { Ledger } from './ledger.ts'

/** A row as one commit left it. */
export interface Version {
  readonly seq: number
  readonly row: KindRow
  readonly scopes: readonly string[]
}

export interface Pointer {
  readonly seq: number
  readonly scope: string
  readonly kind: KindRow['kind'] | 'result'
  readonly id: string
}

type Audited = CommandRecord & { readonly seq: number; readonly at: number }
type Due = Outgoing & { readonly seq: number; held: number; done: boolean }

export const nameOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind} ${id}`
const numberName = ({ device, number }: DeviceNumber): string => `${device} ${number}`
const questionName = ({ lookup, key }: Question): string => `${lookup} ${key}`

function into<V>(index: Map<string, V[]>, name: string, value: V): void {
  const values = index.get(name)
  if (values) values.push(value)
  else index.set(name, [value])
}

/** Everything ever committed, each row with its versions: any earlier head can be read, and gone back to. */
export class History {
  feed: Feed
  ledger: Ledger
  pointers: Pointer[] = []
  readonly records: Audited[] = []
  outgoing: Due[] = []
  readonly #recorded = new Map<string, Audited[]>()
  readonly #versions = new Map<string, Version[]>()
  /** Rows that ever stood in a scope, or answered a question; asked again at the head that matters. */
  readonly #scopes = new Map<string, Ref[]>()
  readonly #answers = new Map<string, Ref[]>()

  constructor(epoch: string, group: GroupId) {
    this.ledger = new Ledger(group)
    this.feed = { epoch, head: 0, floor: 0, at: 0 }
  }

  commit(changes: Changes): number {
    this.#assertNew(changes.records)
    const seq = this.feed.head + 1
    for (const { row, scopes, entered, left, answers } of changes.rows) {
      const ref = { kind: row.kind, id: row.row.id }
      into(this.#versions, nameOf(ref), { seq, row: structuredClone(row), scopes })
      for (const scope of entered) into(this.#scopes, scope, ref)
      for (const question of answers) into(this.#answers, questionName(question), ref)
      for (const scope of [...scopes, ...left]) this.pointers.push({ seq, scope, ...ref })
    }
    for (const record of changes.records) this.#record({ ...record, seq, at: changes.at })
    for (const { device, command } of changes.told) this.pointers.push({ seq, scope: deviceScope(device), kind: 'result', id: command })
    for (const work of changes.outgoing) this.outgoing.push({ ...work, seq, held: 0, done: false })
    this.ledger.enter({ seq, epoch: this.feed.epoch }, changes)
    this.feed = { ...this.feed, head: seq, at: changes.at }
    return seq
  }

  row(ref: Ref, head: number): Version | null {
    return this.#versions.get(nameOf(ref))?.findLast(({ seq }) => seq <= head) ?? null
  }

  inScope(scope: string, head: number): Version[] {
    return this.#held(this.#scopes.get(scope), head).filter(({ scopes }) => scopes.includes(scope))
  }

  answering(question: Question, head: number): Version[] {
    const answers = ({ row }: Version) => lookupsOf(row).some(({ lookup, key }) => lookup === question.lookup && key === question.key)
    return this.#held(this.#answers.get(questionName(question)), head).filter(answers)
  }

  record(id: string, head: number): StoredRecord | null {
    return this.#recorded.get(id)?.find((record) => record.seq <= head) ?? null
  }

  numbered(by: DeviceNumber, head: number): StoredRecord | null {
    return this.#recorded.get(numberName(by))?.find((record) => record.seq <= head) ?? null
  }

  /** What a restored backup would hold: an earlier head under another epoch, for later numbers will come twice. */
  restored(head: number, epoch: string): History {
    const copy = new History(epoch, this.ledger.group)
    copy.ledger = this.ledger.restored(head)
    for (const [name, versions] of this.#versions) {
      const kept = versions.filter(({ seq }) => seq <= head)
      copy.#versions.set(name, kept)
    }
    for (const [scope, refs] of this.#scopes) copy.#scopes.set(scope, [...refs])
    for (const [question, refs] of this.#answers) copy.#answers.set(question, [...refs])
    copy.pointers = this.pointers.filter(({ seq }) => seq <= head)
    for (const record of this.records) if (record.seq <= head) copy.#record(record)
    copy.outgoing = this.outgoing.filter(({ seq }) => seq <= head)
    copy.feed = { epoch, head, floor: Math.min(this.feed.floor, head), at: copy.records.at(-1)?.at ?? 0 }
    return copy
  }

  /** Drops pointers that a later one of the same row and scope makes needless; how many. */
  compact(upTo: number): number {
    const place = (pointer: Pointer): string => `${pointer.scope} ${nameOf(pointer)}`
    const newest = new Map(this.pointers.map((pointer) => [place(pointer), pointer.seq]))
    const before = this.pointers.length
    this.pointers = this.pointers.filter((pointer) => pointer.seq > upTo || pointer.seq === newest.get(place(pointer)))
    return before - this.pointers.length
  }

  /** The newest recorded number at or before a time. */
  seqAt(at: number, head: number): number {
    return this.records.findLast((record) => record.seq <= head && record.at <= at)?.seq ?? 0
  }

  #held(refs: readonly Ref[] | undefined, head: number): Version[] {
    const names = new Map((refs ?? []).map((ref) => [nameOf(ref), ref]))
    return [...names.values()].flatMap((ref) => this.row(ref, head) ?? [])
  }

  #record(record: Audited): void {
    this.records.push(record)
    into(this.#recorded, record.id, record)
    if (record.by) into(this.#recorded, numberName(record.by), record)
  }

  #assertNew(records: readonly CommandRecord[]): void {
    for (const { id, by } of records) {
      const taken = this.record(id, this.feed.head) ?? (by && this.numbered(by, this.feed.head))
      if (taken) throw new Error(`the command or its device number is recorded already: ${id}`)
    }
  }
}
