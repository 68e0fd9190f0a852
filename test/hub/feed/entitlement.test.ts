import { expect, test } from 'vitest'
import type { Row } from '../../../src/domain/kind.ts'
import { partyScope, queueScope, type Scope, siteScope, userScope } from '../../../src/domain/scope.ts'
import { entitled, type Places } from '../../../src/hub/feed/entitlement.ts'
import { agentRow, grant, ids } from '../support/rows.ts'

const agentOf = (...args: Parameters<typeof agentRow>): Row<'agent'> => {
  const made = agentRow(...args)
  if (made.kind !== 'agent') throw new Error('no agent')
  return made.row
}
const places: Places = {
  siteOf: (queue) => (queue === ids.queue(1) ? ids.site(1) : queue === ids.queue(2) ? ids.site(2) : null),
  sitesOf: (party) => (party === ids.party(1) ? [ids.site(1), ids.site(3)] : party === ids.party(2) ? [ids.site(2)] : []),
}
const all: Scope[] = [
  'ref',
  userScope(ids.agent(1)),
  userScope(ids.agent(2)),
  queueScope(ids.queue(1)),
  queueScope(ids.queue(2)),
  queueScope(ids.queue(9)),
  partyScope(ids.party(1)),
  partyScope(ids.party(2)),
  partyScope(ids.party(9)),
  siteScope(ids.site(1)),
  siteScope(ids.site(2)),
]
const may = (agent: Row<'agent'> | null) => all.filter((scope) => entitled(agent, scope, places))

test('an agent sees what everybody sees, their own, and the queues and parties of sites they work at', () => {
  const own = ['ref', userScope(ids.agent(1)), queueScope(ids.queue(1)), partyScope(ids.party(1)), siteScope(ids.site(1))]
  expect(may(agentOf(1, [grant(1)]))).toEqual(own)
})

test('a party of several sites is seen from each of them', () => {
  expect(may(agentOf(1, [grant(3)]))).toContain(partyScope(ids.party(1)))
})

test('nobody sees a queue or a party that does not exist, whatever their role', () => {
  const everything = may(agentOf(1, [grant(1, 'admin'), grant(2, 'admin'), grant(3, 'admin')]))
  expect(everything).not.toContain(queueScope(ids.queue(9)))
  expect(everything).not.toContain(partyScope(ids.party(9)))
})

test('no role at one site shows who is expected at another', () => {
  for (const role of ['agent', 'supervisor', 'admin'] as const) {
    const seen = may(agentOf(1, [grant(1, role)]))
    expect(seen).toContain(siteScope(ids.site(1)))
    expect(seen).not.toContain(siteScope(ids.site(2)))
  }
})

test('who is not active, or not there, sees nothing; who has no grant sees what is theirs', () => {
  expect(may(agentOf(1, [grant(1)], false))).toEqual([])
  expect(may(null)).toEqual([])
  expect(may(agentOf(1, []))).toEqual(['ref', userScope(ids.agent(1))])
})
