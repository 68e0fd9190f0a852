import type { Frame } from '../../../src/domain/contract/wire.ts'
import { isKind, parseRow, type Row } from '../../../src/domain/kind.ts'
import { type Scope, scopesOf } from '../../../src/domain/scope.ts'
import type { History } from '../../../src/hub/store/memory/history.ts'

/**
 * Says what an agent may see at a number of the feed, from the history alone and in words of its own: it shares nothing
 * with the code that it judges.
 */
export function maySee(history: History, agent: string, at: number): (scope: string) => boolean {
  const row = <K extends 'agent' | 'queue' | 'party'>(kind: K, id: string): Row<K> | undefined =>
    history.row({ kind, id }, at)?.row.row as Row<K> | undefined
  const who = row('agent', agent)
  const works = (site: string): boolean => who?.grants.some((grant) => grant.site === site) ?? false
  return (scope) => {
    if (!who?.active) return false
    const [kind, id = ''] = scope.split(':')
    if (kind === 'ref') return true
    if (kind === 'user') return id === agent
    if (kind === 'queue') return works(row('queue', id)?.site ?? '')
    if (kind === 'site') return works(id)
    if (kind === 'floor') return who.grants.some((grant) => grant.site === id && grant.role !== 'agent')
    return kind === 'party' && (row('party', id)?.sites.some(works) ?? false)
  }
}

/** Everything in a frame that its reader may not see as of `frame.to`, in words. */
export function trespasses(history: History, agent: string, frame: Frame): readonly string[] {
  const may = maySee(history, agent, frame.to)
  const scopes = ({ kind, body }: Frame['rows'][number]): readonly Scope[] => {
    const parsed = isKind(kind) ? parseRow(kind, body) : null
    return parsed ? scopesOf(parsed) : []
  }
  const rows = frame.rows.filter((row) => !scopes(row).some(may)).map(({ kind, id }) => `row ${kind} ${id}`)
  const pages = frame.pages.filter(({ scope }) => !may(scope)).map(({ scope }) => `page of ${scope}`)
  const strays = frame.pages.flatMap((page) => page.rows.filter((row) => !scopes(row).includes(page.scope)))
  return [...rows, ...pages, ...strays.map(({ id }) => `page with ${id}, which is elsewhere`)]
}
