/**
 * What the store was told to keep, written down beside it, and what follows from that. Nothing here is shared with the hub
 * or the engine: which row stands where, and who may see it, is said again in words of its own.
 */
export interface PlainRow {
  readonly kind: string
  readonly row: Readonly<Record<string, unknown>> & { readonly id: string }
}

export interface PlainRecord {
  readonly id: string
  readonly outcome: { readonly ok: boolean; readonly refusal?: { readonly code: string } }
}

interface Commit {
  readonly seq: number
  readonly at: number
  readonly rows: readonly PlainRow[]
  readonly records: readonly PlainRecord[]
}

/** A command's end, and under which number and when it was written down. */
interface Kept extends PlainRecord {
  readonly seq: number
  readonly at: number
}

export interface Version extends PlainRow {
  readonly seq: number
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

const everybody = new Set(['group', 'brand', 'site', 'agent', 'queue'])

/** The scopes in which a row stands, by what `architecture.md` says of scopes. */
export function standsIn({ kind, row }: PlainRow): readonly string[] {
  if (everybody.has(kind)) return ['ref']
  if (kind === 'party') return [`party:${row.id}`]
  if (kind === 'customer') return list(row.parties).map((id) => `party:${text(id)}`)
  if (kind === 'vehicle') return [...new Set(list(row.owners).map((owner) => `party:${text(field(owner, 'party'))}`))]
  if (kind === 'resource') return [`site:${text(row.site)}`]
  const own = [`party:${text(row.party)}`]
  if (kind === 'case') return [...own, `queue:${text(row.queue)}`, ...(row.owner ? [`user:${text(row.owner)}`] : [])]
  if (kind === 'presence') return [`user:${row.id}`, ...list(row.sites).map((site) => `floor:${text(site)}`)]
  if (kind === 'whisper') return [...new Set([`user:${text(row.to)}`, `user:${text(row.by)}`])]
  if (kind === 'commitment') return [...own, `user:${text(row.owner)}`, ...(row.state === 'open' ? [`floor:${text(row.site)}`] : [])]
  if (kind === 'appointment') return row.state === 'booked' ? [...own, `site:${text(row.site)}`] : own
  return own
}

const nameOf = (kind: string, id: string): string => `${kind} ${id}`

/** One epoch of the feed: every commit of it, in order. */
export class Era {
  readonly epoch: string
  readonly commits: Commit[]
  readonly #versions = new Map<string, Version[]>()
  readonly #records = new Map<string, Kept>()
  readonly doubled: string[] = []

  constructor(epoch: string, commits: readonly Commit[] = []) {
    this.epoch = epoch
    this.commits = []
    for (const commit of commits) this.add(commit)
  }

  get head(): number {
    return this.commits.at(-1)?.seq ?? 0
  }

  add(commit: Commit): void {
    if (commit.seq !== this.head + 1) this.doubled.push(`commit ${commit.seq} follows ${this.head}`)
    this.commits.push(commit)
    for (const { kind, row } of commit.rows) {
      const name = nameOf(kind, row.id)
      const versions = this.#versions.get(name)
      const version = { kind, row, seq: commit.seq }
      if (versions) versions.push(version)
      else this.#versions.set(name, [version])
    }
    for (const record of commit.records) {
      if (this.#records.has(record.id)) this.doubled.push(`command ${record.id} is decided twice`)
      this.#records.set(record.id, { ...record, seq: commit.seq, at: commit.at })
    }
  }

  record(id: string): Kept | undefined {
    return this.#records.get(id)
  }

  records(): Iterable<Kept> {
    return this.#records.values()
  }

  versions(kind: string, id: string): readonly Version[] {
    return this.#versions.get(nameOf(kind, id)) ?? []
  }

  at(kind: string, id: string, head: number): Version | undefined {
    return this.versions(kind, id).findLast(({ seq }) => seq <= head)
  }

  /** Every row as it was at a head. */
  *rows(head: number): Iterable<Version> {
    for (const versions of this.#versions.values()) {
      const version = versions.findLast(({ seq }) => seq <= head)
      if (version) yield version
    }
  }

  /** Whether somebody may see what stands in a scope, at a head. */
  may(agent: string, head: number): (scope: string) => boolean {
    const who = this.at('agent', agent, head)?.row
    const works = (site: unknown): boolean => list(who?.grants).some((grant) => field(grant, 'site') === site)
    return (scope) => {
      if (who?.active !== true) return false
      const [kind, id = ''] = scope.split(':')
      if (kind === 'ref') return true
      if (kind === 'user') return id === agent
      if (kind === 'site') return works(id)
      if (kind === 'floor') return list(who.grants).some((grant) => field(grant, 'site') === id && field(grant, 'role') !== 'agent')
      if (kind === 'queue') return works(this.at('queue', id, head)?.row.site)
      return kind === 'party' && list(this.at('party', id, head)?.row.sites).some(works)
    }
  }
}

/** All that was ever kept: the present epoch, and those that a restored backup has ended. */
export class Journal {
  readonly #eras = new Map<string, Era>()
  #now: Era

  constructor(epoch: string) {
    this.#now = new Era(epoch)
    this.#eras.set(epoch, this.#now)
  }

  get now(): Era {
    return this.#now
  }

  era(epoch: string): Era | undefined {
    return this.#eras.get(epoch)
  }

  eras(): readonly Era[] {
    return [...this.#eras.values()]
  }

  /** A backup was put back: what came after is no more. */
  restore(head: number, epoch: string): void {
    this.#now = new Era(
      epoch,
      this.#now.commits.filter(({ seq }) => seq <= head),
    )
    this.#eras.set(epoch, this.#now)
  }
}
