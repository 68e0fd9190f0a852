import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Actor, mayAt } from '../../domain/actor.ts'
import { problem } from '../../domain/contract/problem.ts'
import type { SiteId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { Agent } from '../../domain/noun/agent.ts'
import { type Said, said, unsaid } from '../auth/answer.ts'
import { hashPassword } from '../auth/password.ts'
import type { Vault } from '../auth/vault.ts'
import { type Act, refusedProblem } from '../intake/act.ts'
import type { Store } from '../store/store.ts'
import { deskCaller } from './desk-caller.ts'
import { type Door, postDoor } from './door.ts'
import type { Reference } from './reference.ts'

export type AgentsDoorOptions = {
  readonly vault: Vault
  readonly store: Pick<Store, 'group'>
  readonly act: Act
  readonly key: Uint8Array
  readonly now: () => number
  readonly reference: Pick<Reference, 'agent' | 'site'>
}

/** An agent as they shall be; `password` null leaves theirs as it is. The id is the caller's, so a retry is the same agent. */
const KeptAgent = Agent.extend({ password: z.string().min(12, 'At least 12 characters').max(200).nullable() })
type KeptAgent = z.infer<typeof KeptAgent>

/** Nobody gives, changes or takes away what they do not hold themselves: an administrator of each site that is touched. */
function touched(wanted: KeptAgent, before: Row<'agent'> | null): readonly SiteId[] {
  return [...new Set([...wanted.grants, ...(before?.grants ?? [])].map(({ site }) => site))]
}

async function unfit({ vault, reference }: AgentsDoorOptions, wanted: KeptAgent, before: Row<'agent'> | null) {
  for (const [place, { site }] of wanted.grants.entries()) {
    if (!(await reference.site(site))) return problem(404, { field: `grants.${place}.site` })
  }
  const other = await vault.account(wanted.email)
  if (other && other.agent !== wanted.id) return problem(409, { field: 'email', detail: 'Somebody else signs in with this address.' })
  const account = await vault.accountOf(wanted.id)
  if (!account && wanted.password === null) return problem(400, { field: 'password', detail: 'Somebody new needs one.' })
  return before === null && wanted.grants.length === 0 ? problem(400, { field: 'grants', detail: 'Somebody new works at a site.' }) : null
}

async function keep(options: AgentsDoorOptions, { password, ...agent }: KeptAgent, by: Row<'agent'>): Promise<Said<Row<'agent'>>> {
  const { vault, store, act, now } = options
  const account = await vault.accountOf(agent.id)
  const hash = password === null ? account?.password : await hashPassword(password)
  const kept = hash !== undefined && (await vault.keepAccount({ group: store.group, agent: agent.id, email: agent.email, password: hash }))
  if (!kept) return unsaid(problem(409, { field: 'email', detail: 'Somebody else signs in with this address.' }))
  const args = { kind: 'agent', rows: [agent], root: 'ref' }
  const outcome = await act({ id: randomUUID(), name: 'import.rows', args, actor: { kind: 'system', name: `admin ${by.id}` } })
  if (!outcome.ok) return unsaid(refusedProblem(outcome))
  // A new password, as after a loss, ends whatever was opened with the old one.
  if (!agent.active || password !== null) await vault.endSessionsOf(agent.id, now())
  return said(agent)
}

/** Where an administrator takes colleagues in, changes what they may do, and lets them go. */
export const agentsDoor = (options: AgentsDoorOptions): Door =>
  postDoor({
    path: '/v1/agents',
    summary: 'Takes an agent in, changes what they may do, or lets them go; for administrators of every site that is touched',
    auth: 'desk',
    body: KeptAgent,
    answer: Agent,
    refuses: [400, 401, 403, 404, 409, 413, 415, 503],
    async handle(wanted, caller) {
      const by = await deskCaller(options, caller)
      if (!by) return unsaid(problem(401))
      const before = await options.reference.agent(wanted.id)
      const actor: Actor = { kind: 'agent', id: by.id, name: by.name, grants: by.grants }
      const sites = touched(wanted, before)
      if (!by.grants.some(({ role }) => role === 'admin') || !sites.every((site) => mayAt(actor, site, 'admin')))
        return unsaid(problem(403, { field: 'grants' }))
      const wrong = await unfit(options, wanted, before)
      return wrong ? unsaid(wrong) : keep(options, wanted, by)
    },
  })
