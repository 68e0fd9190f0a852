import { type Actor, mayAt } from '../../domain/actor.ts'
import { AskAudit, type AuditEntry, AuditPage } from '../../domain/contract/audit.ts'
import { problem } from '../../domain/contract/problem.ts'
import type { Row } from '../../domain/kind.ts'
import type { Decision } from '../audit/stored.ts'
import { said, unsaid } from '../auth/answer.ts'
import { rowOf } from '../intake/rows.ts'
import type { Store, View } from '../store/store.ts'
import { type DeskCallerOptions, deskCaller } from './desk-caller.ts'
import { type Door, postDoor } from './door.ts'

export type AuditDoorOptions = DeskCallerOptions & { readonly store: Pick<Store, 'read'> }

const PAGE = 100

/** As the authority wrote it: an agent's id, or what kind of somebody else it was. */
function actorOf(actor: string): AuditEntry['actor'] {
  const [, kind, id = ''] = /^(visitor|system):(.*)$/s.exec(actor) ?? []
  return kind === 'visitor' || kind === 'system' ? { kind, id } : { kind: 'agent', id: actor }
}

const entryOf = ({ actor, message: _, ...told }: Decision): AuditEntry => ({ ...told, actor: actorOf(actor) })

const leads = (by: Row<'agent'>, { site }: Row<'case'>): boolean => {
  const actor: Actor = { kind: 'agent', id: by.id, name: by.name, grants: by.grants }
  return mayAt(actor, site, 'supervisor')
}

async function pageOf(view: View, { case: id, before }: AskAudit): Promise<AuditPage> {
  const decisions = await view.history({ case: id, before, most: PAGE })
  const last = decisions.at(-1)?.seq ?? null
  const more = last !== null && decisions.length >= PAGE && (await view.history({ case: id, before: last, most: 1 })).length > 0
  return { entries: decisions.map(entryOf), next: more ? last : null }
}

/** Where a supervisor reads what was done to a case. To everybody else a case that is there looks like one that is not. */
export const auditDoor = (options: AuditDoorOptions): Door =>
  postDoor({
    path: '/v1/audit',
    summary: 'Tells who did what to a case, newest first; for supervisors and administrators of its site',
    auth: 'desk',
    body: AskAudit,
    answer: AuditPage,
    refuses: [400, 401, 404, 413, 415, 503],
    async handle(asked, caller) {
      const by = await deskCaller(options, caller)
      if (!by) return unsaid(problem(401))
      const page = await options.store.read(async (view) => {
        const row = await rowOf(view, 'case', asked.case)
        return row && leads(by, row) ? pageOf(view, asked) : null
      })
      return page ? said(page) : unsaid(problem(404, { field: 'case' }))
    },
  })
