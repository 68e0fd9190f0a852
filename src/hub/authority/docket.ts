import type { KindRow } from '../../domain/kind.ts'
import type { Outcome } from '../../domain/refusal.ts'
import { reasonOf, subjectOf } from '../../domain/subject.ts'
import type { CommandRecord, DeviceNumber, StoredRecord, Told } from '../store/store.ts'
import type { Waiting } from './submission.ts'

type Known = Pick<CommandRecord, 'id' | 'by' | 'hash' | 'outcome' | 'actor'> & { readonly seq: number | null }

/** How a command ended, with the rows it wrote or, refused, those it had looked at. */
export interface Ran {
  readonly outcome: Outcome
  readonly rows: readonly KindRow[]
}

const numberName = ({ device, number }: DeviceNumber): string => `${device} ${number}`

/** What is decided already, in earlier batches and in this one. `seq` null: under the number this batch will get. */
export class Docket {
  readonly #byId = new Map<string, Known>()
  readonly #byNumber = new Map<string, Known>()
  readonly #records: CommandRecord[] = []
  readonly #told: Told[] = []

  constructor(stored: readonly StoredRecord[]) {
    for (const record of stored) this.#keep(record)
  }

  #keep(known: Known): void {
    this.#byId.set(known.id, known)
    if (known.by) this.#byNumber.set(numberName(known.by), known)
  }

  get(id: string): Known | undefined {
    return this.#byId.get(id)
  }

  /** Whether a device has given this command's number to another before. */
  reuses({ by }: Waiting): boolean {
    return by !== null && this.#byNumber.has(numberName(by))
  }

  /** Records an end, and by the rows concerned what it was about; a number that was reused stays with the command that had it first. */
  record({ envelope, hash, actor, by, ready }: Waiting, { outcome, rows }: Ran): void {
    const own = by && this.#byNumber.has(numberName(by)) ? null : by
    const record: CommandRecord = {
      id: envelope.id,
      by: own,
      hash,
      outcome,
      actor,
      name: envelope.name.replaceAll(/[^\w.-]/g, ''),
      roots: 'code' in ready ? [] : ready.roots,
      subject: subjectOf(envelope.args, rows),
      why: outcome.ok ? reasonOf(envelope.args) : null,
    }
    this.#records.push(record)
    this.#keep({ ...record, seq: null })
  }

  /** The device hears of it in the feed; also of what it sent again, for the first telling may have been lost. */
  tell({ from, envelope }: Waiting): void {
    if (from.device) this.#told.push({ device: from.device, command: envelope.id })
  }

  get records(): readonly CommandRecord[] {
    return this.#records
  }

  get told(): readonly Told[] {
    return this.#told
  }
}
