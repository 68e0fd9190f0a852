import type { GroupId } from '../../../domain/id.ts'
import { firstLink, nextLink } from '../../audit/digest.ts'
import { enter } from '../../audit/enter.ts'
import type { CaseSpan, ChainPiece, ChainStand, Decision, StoredLink } from '../../audit/stored.ts'
import type { ChainView, Changes } from '../store.ts'

type Entry = ChainPiece['entries'][number]

interface Stretch {
  readonly after: string | null
  readonly links: number
  readonly head: number
}

/** The audit in memory: what was decided under each number, and the chain that binds it. */
export class Ledger {
  readonly group: GroupId
  entries: Entry[] = []
  links: StoredLink[] = []

  constructor(group: GroupId) {
    this.group = group
  }

  enter({ seq, epoch }: { readonly seq: number; readonly epoch: string }, changes: Changes): void {
    const { entries, bound } = enter(this.group, changes)
    const number = String(seq)
    const { link: before } = this.stand(seq - 1)
    this.entries.push(...entries.map((entry) => ({ ...entry, seq: number })))
    this.links.push({ seq: number, epoch, link: nextLink({ before, seq: number, epoch, bound }) })
  }

  stand(head: number): ChainStand {
    const link = head === 0 ? firstLink(this.group, '0') : (this.links[head - 1]?.link ?? '')
    return { linkedAfter: '0', head: String(head), link }
  }

  piece({ after, links: most, head }: Stretch): ChainPiece {
    const from = Number(after ?? 0)
    const links = this.links.slice(from, Math.min(from + most, head))
    const to = links.length < most ? head : from + most
    return { links, entries: this.entries.filter(({ seq }) => Number(seq) > from && Number(seq) <= to) }
  }

  of({ case: id, before, most }: CaseSpan, head: number): readonly Decision[] {
    const bound = Math.min(head, (before ?? Number.POSITIVE_INFINITY) - 1)
    const all = this.entries.filter((entry) => entry.case === id && Number(entry.seq) <= bound).toReversed()
    const last = all[most - 1]?.seq ?? '0'
    return all
      .filter(({ seq }) => Number(seq) >= Number(last))
      .map(({ seq, at, command, actor, name, code, message, reason }) => ({
        ...{ seq: Number(seq), at: Number(at), command, actor, name, code, message },
        why: reason?.words ?? null,
      }))
  }

  view(head: number): ChainView {
    return {
      stand: () => Promise.resolve(this.stand(head)),
      chain: (after, links) => Promise.resolve(this.piece({ after, links, head })),
    }
  }

  /** As a backup of an earlier number holds it. */
  restored(head: number): Ledger {
    const copy = new Ledger(this.group)
    copy.links = this.links.slice(0, head)
    copy.entries = this.entries.filter(({ seq }) => Number(seq) <= head)
    return copy
  }
}
