import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Session, Vault } from '../../../src/hub/auth/vault.ts'
import { ids } from '../support/rows.ts'

const session = (more: Partial<Session> = {}): Session => ({
  id: randomUUID(),
  group: ids.group(1),
  agent: ids.agent(1),
  device: ids.device(1),
  openedAt: 1_000,
  endsAt: 1_000_000_000,
  machine: null,
  revokedAt: null,
  ...more,
})

const account = { group: ids.group(1), agent: ids.agent(1), email: 'Lena@Dealer.example', password: 'kept' }

/** What every vault must do; the one in memory and the one in PostgreSQL run the same. */
export function conforms(open: () => Promise<Vault>): void {
  const turn = (vault: Vault, [shown, next]: readonly [string, string], more: { at?: number; device?: Session['device'] } = {}) =>
    vault.turn({ shown, next, device: ids.device(1), at: 2_000, ...more })

  test('it is empty until there is somebody who can sign in, whom it finds by address in any case', async () => {
    const vault = await open()
    expect(await vault.isEmpty()).toBe(true)
    expect(await vault.keepAccount(account)).toBe(true)
    expect(await vault.isEmpty()).toBe(false)
    expect(await vault.account('LENA@dealer.example')).toEqual({ ...account, email: 'lena@dealer.example' })
    expect(await vault.accountOf(account.agent)).toEqual({ ...account, email: 'lena@dealer.example' })
    expect([await vault.account('nobody@dealer.example'), await vault.accountOf(ids.agent(2))]).toEqual([null, null])
  })

  test('a new password replaces the old one, and an address belongs to one agent only', async () => {
    const vault = await open()
    await vault.keepAccount(account)
    expect(await vault.keepAccount({ ...account, password: 'new' })).toBe(true)
    expect((await vault.account(account.email))?.password).toBe('new')
    expect(await vault.keepAccount({ ...account, agent: ids.agent(2) })).toBe(false)
  })

  test('a refresh token is good once: it is replaced, and the replacement is good once', async () => {
    const vault = await open()
    const opened = session()
    await vault.openSession(opened, 'r1')
    expect(await turn(vault, ['r1', 'r2'])).toEqual({ kind: 'turned', session: opened })
    expect(await turn(vault, ['r2', 'r3'])).toMatchObject({ kind: 'turned' })
    expect(await turn(vault, ['never', 'r9'])).toEqual({ kind: 'unknown' })
  })

  test('a refresh token that was replaced, shown again, ends the whole sign-in', async () => {
    const vault = await open()
    const opened = session()
    await vault.openSession(opened, 'r1')
    await turn(vault, ['r1', 'r2'])
    await turn(vault, ['r2', 'r3'])
    expect(await turn(vault, ['r1', 'r4'])).toMatchObject({ kind: 'reused', session: { id: opened.id } })
    expect(await turn(vault, ['r3', 'r5'])).toEqual({ kind: 'unknown' })
    expect(await vault.live([opened.id], 2_000)).toEqual(new Set())
  })

  test('an answer that was lost may be asked for again within a minute, while nothing came of it', async () => {
    const vault = await open()
    await vault.openSession(session(), 'r1')
    await turn(vault, ['r1', 'r2'])
    expect(await turn(vault, ['r1', 'r2b'], { at: 30_000 })).toMatchObject({ kind: 'turned' })
    expect(await turn(vault, ['r2b', 'r3'], { at: 31_000 })).toMatchObject({ kind: 'turned' })
    expect(await turn(vault, ['r2', 'r4'], { at: 32_000 })).toMatchObject({ kind: 'reused' })
  })

  test('a lost answer asked for after more than a minute ends the sign-in', async () => {
    const vault = await open()
    await vault.openSession(session(), 'r1')
    await turn(vault, ['r1', 'r2'])
    expect(await turn(vault, ['r1', 'r3'], { at: 70_000 })).toMatchObject({ kind: 'reused' })
  })

  test('a refresh token shown by another device ends the sign-in', async () => {
    const vault = await open()
    await vault.openSession(session(), 'r1')
    expect(await turn(vault, ['r1', 'r2'], { device: ids.device(2) })).toMatchObject({ kind: 'reused' })
    expect(await turn(vault, ['r1', 'r3'])).toEqual({ kind: 'unknown' })
  })

  test('of two who show one token at once, no two get tokens that both go on', async () => {
    const vault = await open()
    await vault.openSession(session(), 'r1')
    await Promise.all([turn(vault, ['r1', 'a']), turn(vault, ['r1', 'b'])])
    const [one, other] = [await turn(vault, ['a', 'a2']), await turn(vault, ['b', 'b2'])]
    expect([one.kind, other.kind]).toEqual(['turned', 'reused'])
    expect(await turn(vault, ['a2', 'a3'])).toEqual({ kind: 'unknown' })
  })

  test('a sign-in is over at its end, however often it was refreshed', async () => {
    const vault = await open()
    const opened = session({ endsAt: 5_000 })
    await vault.openSession(opened, 'r1')
    expect(await vault.live([opened.id], 4_999)).toEqual(new Set([opened.id]))
    expect(await vault.live([opened.id], 5_000)).toEqual(new Set())
    expect(await turn(vault, ['r1', 'r2'], { at: 5_000 })).toEqual({ kind: 'unknown' })
  })

  test('a new sign-in at a device ends the one before it there, and no other', async () => {
    const vault = await open()
    const [old, elsewhere, fresh] = [session(), session({ device: ids.device(2) }), session()]
    await vault.openSession(old, 'r1')
    await vault.openSession(elsewhere, 'e1')
    await vault.openSession(fresh, 'f1')
    expect(await vault.live([old.id, elsewhere.id, fresh.id, randomUUID()], 2_000)).toEqual(new Set([elsewhere.id, fresh.id]))
    expect(await vault.live([], 2_000)).toEqual(new Set())
  })

  test('sign-ins that are long over are forgotten, and those that go on are not', async () => {
    const vault = await open()
    const [old, lasting] = [session({ endsAt: 5_000 }), session({ device: ids.device(2) })]
    await vault.openSession(old, 'o1')
    await vault.openSession(lasting, 'l1')
    await vault.forget(6_000)
    expect(await vault.live([old.id, lasting.id], 4_000)).toEqual(new Set([lasting.id]))
    expect(await turn(vault, ['l1', 'l2'], { device: ids.device(2) })).toMatchObject({ kind: 'turned' })
  })

  test('one sign-in can be ended, or all of an agent', async () => {
    const vault = await open()
    const [one, two, other] = [session(), session({ device: ids.device(2) }), session({ agent: ids.agent(2) })]
    for (const opened of [one, two, other]) await vault.openSession(opened, opened.id)
    await vault.endSession(one.id, 2_000)
    expect(await vault.live([one.id, two.id, other.id], 2_000)).toEqual(new Set([two.id, other.id]))
    await vault.endSessionsOf(ids.agent(1), 2_000)
    expect(await vault.live([one.id, two.id, other.id], 2_000)).toEqual(new Set([other.id]))
  })

  test('devices are listed by their last sign-in, the latest first, each with what it is called', async () => {
    const vault = await open()
    const [first, again] = [session({ machine: 'Front desk' }), session({ machine: 'Front desk 2', openedAt: 3_000 })]
    const laptop = session({ device: ids.device(2), openedAt: 2_000 })
    for (const opened of [first, again, laptop, session({ agent: ids.agent(2), device: ids.device(3) })])
      await vault.openSession(opened, opened.id)
    expect(await vault.devices(ids.agent(1))).toEqual([
      { device: ids.device(1), machine: 'Front desk 2', openedAt: 3_000, wipedAt: null },
      { device: ids.device(2), machine: null, openedAt: 2_000, wipedAt: null },
    ])
  })

  test('a device that is given up is told so by its token, however late it comes; other devices and people stay', async () => {
    const vault = await open()
    const [lost, kept, colleague] = [session(), session({ device: ids.device(2) }), session({ agent: ids.agent(2) })]
    for (const opened of [lost, kept, colleague]) {
      await vault.openSession(opened, opened.id)
      await vault.seal(opened.agent, opened.device, Buffer.from(opened.id))
    }
    expect(await vault.wipe(ids.agent(1), ids.device(1), 2_000)).toBe(true)
    expect(await vault.wipe(ids.agent(1), ids.device(1), 9_000)).toBe(true)
    expect(await vault.live([lost.id, kept.id, colleague.id], 2_000)).toEqual(new Set([kept.id, colleague.id]))
    await vault.forget(2_000_000_000)
    expect(await turn(vault, [lost.id, 'l2'], { at: 2_000_000_000 })).toMatchObject({ kind: 'wiped' })
    expect(await turn(vault, [lost.id, 'l2'], { device: ids.device(9) })).toEqual({ kind: 'unknown' })
    const wiped = async (agent: number, device: number) => vault.isWiped(ids.agent(agent), ids.device(device))
    expect([await wiped(1, 1), await wiped(1, 2), await wiped(2, 1)]).toEqual([true, false, false])
    expect(await vault.devices(ids.agent(1))).toMatchObject([{ device: ids.device(1), wipedAt: 2_000 }])
    const fresh = await vault.seal(ids.agent(1), ids.device(1), Buffer.from('another'))
    expect(Buffer.from(fresh).toString()).toBe('another')
  })

  test('a device nobody has been at cannot be given up', async () => {
    const vault = await open()
    expect(await vault.wipe(ids.agent(1), ids.device(1), 2_000)).toBe(false)
    expect(await vault.isWiped(ids.agent(1), ids.device(1))).toBe(false)
  })

  test('the seal of a device stays the one kept first', async () => {
    const vault = await open()
    const first = await vault.seal(ids.agent(1), ids.device(1), Buffer.from('first'))
    expect(Buffer.from(first).toString()).toBe('first')
    expect(Buffer.from(await vault.seal(ids.agent(1), ids.device(1), Buffer.from('second'))).toString()).toBe('first')
    expect(Buffer.from(await vault.seal(ids.agent(1), ids.device(2), Buffer.from('second'))).toString()).toBe('second')
  })

  test('keys of sites and of other systems are found as they were kept last', async () => {
    const vault = await open()
    const widget = { key: 'w', group: ids.group(1), site: ids.site(1), secret: Buffer.from('a') }
    await vault.keepWidgetKey(widget)
    await vault.keepWidgetKey({ ...widget, secret: Buffer.from('b') })
    const found = await vault.widgetKey('w')
    expect({ ...found, secret: Buffer.from(found?.secret ?? []).toString() }).toEqual({ ...widget, secret: 'b' })
    await vault.keepEventsKey({ hash: 'h', group: ids.group(1), source: 'dms' })
    expect(await vault.eventsKey('h')).toEqual({ hash: 'h', group: ids.group(1), source: 'dms' })
    expect([await vault.widgetKey('x'), await vault.eventsKey('x')]).toEqual([null, null])
  })
}
