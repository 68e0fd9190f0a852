import { expect, test } from 'vitest'
import { commands } from '../../src/domain/commands/table.ts'
import { decide, isRefusal, prepare } from '../../src/domain/decide.ts'
import { memoryTx } from '../support/memory-tx.ts'
import { aCase, agent, held, ids, NOW } from '../support/rows.ts'

const claim = { name: 'case.claim', version: 1, args: { case: ids.case, party: ids.katharina } }

test('every command stands in the table under its own name', () => {
  expect(Object.entries(commands).filter(([name, command]) => name !== command.name)).toEqual([])
})

test('every version before the present one can be lifted to it', () => {
  const gaps = Object.values(commands).flatMap(({ name, version, ...rest }) =>
    Array.from({ length: version - 1 }, (_, place) => place + 1)
      .filter((from) => !('upcast' in rest && rest.upcast !== undefined && from in rest.upcast))
      .map((from) => `${name} ${from}`),
  )
  expect(gaps).toEqual([])
})

test('a command says what it is serialised by and what it reads before any store is touched', () => {
  const ready = prepare(claim)
  if (isRefusal(ready)) throw new Error(ready.code)
  expect([ready.roots, ready.reads]).toEqual([[ids.katharina], [{ kind: 'case', id: ids.case }]])
})

test('a command nobody knows is refused, also one that only sounds like part of an object', () => {
  for (const name of ['case.explode', 'constructor', '__proto__', 'toString', ''])
    expect(prepare({ ...claim, name })).toMatchObject({ code: 'unknown-command', field: 'name' })
})

test('a command of a newer desk is refused by its version, not misread', () => {
  expect(prepare({ ...claim, version: 2 })).toMatchObject({ code: 'unknown-command', field: 'version' })
})

test('arguments that are wrong, missing or strange are refused by the field’s name', () => {
  const no = (args: object) => prepare({ ...claim, args: { ...args } })
  expect(no({ case: ids.case })).toMatchObject({ code: 'malformed', field: 'party' })
  expect(no({ ...claim.args, case: 'C-17' })).toMatchObject({ code: 'malformed', field: 'case' })
  expect(no({ ...claim.args, urgent: true })).toMatchObject({ code: 'malformed', field: 'urgent' })
})

test('the same parsed command runs again on other rows and decides anew', () => {
  const ready = prepare(claim)
  if (isRefusal(ready)) throw new Error(ready.code)
  const context = { actor: agent(), at: NOW }
  expect(ready.run(memoryTx(), context)).toMatchObject({ code: 'not-found' })
  expect(ready.run(memoryTx([held('case', aCase())]), context)).toBe(null)
})

test('deciding answers applied, or refused with the reason', () => {
  const tx = memoryTx([held('case', aCase())])
  expect(decide(tx, claim, { actor: agent(), at: NOW })).toEqual({ ok: true })
  expect(decide(tx, claim, { actor: agent(), at: NOW })).toEqual({ ok: false, refusal: { code: 'already-claimed' } })
  expect(decide(tx, { ...claim, version: 9 }, { actor: agent(), at: NOW })).toMatchObject({ ok: false, refusal: { field: 'version' } })
})
