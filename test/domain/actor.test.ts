import { expect, test } from 'vitest'
import { mayAt, mayAtAny } from '../../src/domain/actor.ts'
import { kinds } from '../../src/domain/kind.ts'
import { agent, ids, system, visitor } from '../support/rows.ts'

const [altona, kiel] = [kinds.site.shape.id.parse(ids.altona), kinds.site.shape.id.parse(ids.kiel)]
const roles = ['agent', 'supervisor', 'admin'] as const

test('a role includes those below it, at its own site only', () => {
  const may = (held: (typeof roles)[number]) => roles.map((role) => mayAt(agent(ids.lena, ids.altona, held), altona, role))
  expect(roles.map(may)).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ])
  expect(roles.map((role) => mayAt(agent(ids.lena, ids.altona, 'admin'), kiel, role))).toEqual([false, false, false])
})

test('one site of several is enough, none is not', () => {
  expect([mayAtAny(agent(), [kiel, altona], 'agent'), mayAtAny(agent(), [kiel], 'agent'), mayAtAny(agent(), [], 'agent')]).toEqual([
    true,
    false,
    false,
  ])
})

test('the hub may everywhere, a visitor nowhere', () => {
  expect([mayAt(system, altona, 'admin'), mayAt(visitor(), altona, 'agent')]).toEqual([true, false])
})
