import { expect, test } from 'vitest'
import { CaseId } from '../../../../src/domain/id.ts'
import { askAudit } from '../../../../src/main/engine/line/audit.ts'
import type { Dial, Posted } from '../../../../src/main/engine/line/dial.ts'
import { anId } from '../../../support/rows.ts'

const asked = { case: CaseId.parse(anId(1)), before: null }
const entry = { seq: 3, command: anId(9), at: 5, actor: { kind: 'agent', id: anId(2) }, name: 'case.claim', code: null, why: null }

function answering(answer: Posted | null, ticket: string | null = 'a ticket') {
  const said: unknown[] = []
  const post: Dial['post'] = async (...words) => {
    said.push(words)
    return answer
  }
  return { said, asking: { dial: { post }, hub: 'http://hub.example', token: async () => ticket } }
}

test('a history is asked of the hub with the ticket of whoever is here', async () => {
  const { said, asking } = answering({ status: 200, body: { entries: [entry], next: 3 } })
  expect(await askAudit(asking, asked)).toEqual({ is: 'page', entries: [entry], next: 3 })
  expect(said).toEqual([['http://hub.example', { path: '/v1/audit', body: asked, token: 'a ticket' }]])
})

test('without a hub, without a ticket, or with an answer nobody can read, it was not reached', async () => {
  for (const answer of [null, { status: 503, body: null }, { status: 200, body: { entries: 'none' } }, { status: 401, body: null }])
    expect(await askAudit(answering(answer).asking, asked)).toEqual({ is: 'unreached' })
  const { said, asking } = answering({ status: 200, body: { entries: [], next: null } }, null)
  expect(await askAudit(asking, asked)).toEqual({ is: 'unreached' })
  expect(said).toEqual([])
})

test('what the hub does not tell is refused', async () => {
  expect(await askAudit(answering({ status: 404, body: null }).asking, asked)).toEqual({ is: 'refused' })
})
