import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signVouched } from '../../src/hub/visitor/vouched.ts'
import type { Chat } from '../../src/widget/chat.ts'
import { signIn, type TestHub, WIDGET_SECRET } from '../hub/doors/open-hub.ts'
import { nextScopes, openDesk, until } from '../hub/gateway/raw-desk.ts'
import { ids } from '../hub/support/rows.ts'
import { type Cable, layCable } from '../support/cable.ts'
import { Browser, heldOf, hubNow, partyOf, texts } from './world.ts'

let hub: TestHub
let cable: Cable
let browser: Browser
const closing: (() => void)[] = []

beforeEach(async () => {
  hub = await hubNow()
  cable = await layCable(hub.url)
  browser = new Browser()
})

afterEach(async () => {
  browser.shut()
  for (const close of closing.splice(0)) close()
  await cable.close()
  await hub.close()
})

const settled = (chat: Chat): Promise<void> => until(() => chat.held.now().words.length === 0 && chat.held.now().line === 'live')
const messagesOf = async (of = browser): Promise<readonly string[]> => (await heldOf(hub, of, 'message')).map(({ text }) => text)

async function agent() {
  const signed = await signIn(hub, 1)
  const desk = await openDesk(
    { url: hub.url, token: signed.access, device: signed.device },
    nextScopes(signed.agent, `queue:${ids.queue(1)}`),
  )
  closing.push(() => desk.close())
  return {
    desk,
    async answers(text: string): Promise<void> {
      await until(() => desk.rows('case').some(({ party }) => party === partyOf(browser)))
      const header = desk.rows('case').find(({ party }) => party === partyOf(browser))!
      const named = { case: header.id, party: header.party }
      if (header.owner === null) await desk.push('case.claim', named)
      await until(() => desk.row('case', header.id)?.owner !== null)
      const { fence, messages } = desk.row('case', header.id)!
      const reply = { message: randomUUID(), ...named, text, fence, knows: messages }
      expect(await desk.push('message.reply', reply)).toMatchObject({ decided: [{ outcome: { ok: true } }] })
    },
  }
}

const vouch = (sub: string, name: string): string => {
  const iat = Math.floor(hub.now() / 1_000)
  return signVouched(Buffer.from(WIDGET_SECRET), { sub, name, iat, exp: iat + 300 })
}

test('what a visitor says is in the hub once, and on the page as the hub has it', async () => {
  const chat = browser.page(cable.url)
  chat.talk.say('  Is the blue one still there?  ')
  await settled(chat)
  await until(() => chat.held.now().messages[0]?.number === 1)
  expect(texts(chat)).toEqual(['Is the blue one still there?'])
  expect(await messagesOf()).toEqual(['Is the blue one still there?'])
})

test('words said without a connection are kept over a reload, and leave once and in order when it is back', async () => {
  cable.cut()
  const before = browser.page(cable.url)
  for (const text of ['One.', 'Two.', 'Three.']) before.talk.say(text)
  expect(before.held.now().words.map(({ text }) => text)).toEqual(['One.', 'Two.', 'Three.'])
  browser.shut()
  cable.mend()
  const after = browser.page(cable.url)
  expect(after.held.now().words.map(({ text }) => text)).toEqual(['One.', 'Two.', 'Three.'])
  await settled(after)
  expect(texts(after)).toEqual(['One.', 'Two.', 'Three.'])
  expect(await messagesOf()).toEqual(['One.', 'Two.', 'Three.'])
})

test('a word whose answer was lost on the way is said again and is still one word', async () => {
  const chat = browser.page(cable.url)
  chat.talk.say('Hello.')
  await settled(chat)
  cable.deafen(true)
  chat.talk.say('Did that arrive?')
  await until(async () => (await messagesOf()).length === 2)
  expect(chat.held.now().words).toHaveLength(1)
  cable.cut()
  cable.deafen(false)
  cable.mend()
  await settled(chat)
  expect(texts(chat)).toEqual(['Hello.', 'Did that arrive?'])
  expect(await messagesOf()).toEqual(['Hello.', 'Did that arrive?'])
})

test('two tabs of one visitor send what waits once, and both show the same thread', async () => {
  cable.cut()
  const one = browser.page(cable.url)
  one.talk.say('From the first tab.')
  const other = browser.page(cable.url)
  other.talk.say('From the second tab.')
  cable.mend()
  await settled(one)
  await settled(other)
  await until(() => texts(one).length === 2 && texts(other).length === 2)
  expect([texts(one), texts(other)]).toEqual([await messagesOf(), await messagesOf()])
  expect(await messagesOf()).toEqual(['From the first tab.', 'From the second tab.'])
})

test('what the hub refuses stays on the page with the reason, delays nothing after it, and can be taken away', async () => {
  const chat = browser.page(cable.url)
  chat.talk.say('x'.repeat(8_001))
  chat.talk.say('Short.')
  await until(() => chat.held.now().words[0]?.refused !== null && texts(chat).includes('Short.'))
  const [refused] = chat.held.now().words
  expect(refused?.refused).toMatch(/8.?000/)
  chat.talk.forgetWord(refused!.id)
  expect(chat.held.now().words).toEqual([])
  expect(await messagesOf()).toEqual(['Short.'])
})

test('an answer comes with the agent’s name, is counted until it is looked at, and then counts as read', async () => {
  const lena = await agent()
  const chat = browser.page(cable.url)
  chat.talk.say('Anybody there?')
  await settled(chat)
  await lena.answers('Yes, I am.')
  await until(() => chat.held.now().unread === 1)
  expect(chat.held.now().messages.at(-1)).toMatchObject({ from: 'us', name: 'Agent 1', text: 'Yes, I am.' })
  await until(async () => (await heldOf(hub, browser, 'message')).at(-1)!.reachedCustomerAt !== null)
  expect((await heldOf(hub, browser, 'message')).at(-1)!.readAt).toBeNull()
  chat.show(true)
  expect(chat.held.now().unread).toBe(0)
  await until(async () => (await heldOf(hub, browser, 'message')).at(-1)!.readAt !== null)
})

test('an answer that came in the night is there the next day, with the thread before it', async () => {
  const lena = await agent()
  const chat = browser.page(cable.url)
  chat.talk.say('See you tomorrow.')
  await settled(chat)
  browser.shut()
  await lena.answers('Good night.')
  hub.turn(20 * 3_600_000)
  const tomorrow = browser.page(cable.url)
  await until(() => texts(tomorrow).length === 2)
  expect(texts(tomorrow)).toEqual(['See you tomorrow.', 'Good night.'])
})

test('what either side types is seen on the other', async () => {
  const lena = await agent()
  const chat = browser.page(cable.url)
  chat.talk.say('Hello.')
  await settled(chat)
  await lena.answers('Good day.')
  await until(() => lena.desk.rows('case').length === 1)
  const header = lena.desk.rows('case')[0]!
  lena.desk.tell('typing', { case: header.id, party: header.party, typing: true })
  await until(() => chat.held.now().typing)
  chat.talk.wrote('I was wond')
  await until(() => lena.desk.heard.some(({ event, value }) => event === 'typing' && (value as { typing: boolean }).typing))
})

test('whom the dealer’s site vouches for is known by name, and need not be vouched for again on the next page', async () => {
  const chat = browser.page(cable.url)
  chat.identify(vouch('K-77', 'Frauke Thomsen'))
  await until(() => chat.held.now().owner === 'Frauke Thomsen')
  expect((await heldOf(hub, browser, 'party'))[0]).toMatchObject({ name: 'Frauke Thomsen' })
  browser.shut()
  cable.cut()
  const next = browser.page(cable.url)
  next.identify(vouch('K-77', 'Frauke Thomsen'))
  expect(next.held.now()).toMatchObject({ owner: 'Frauke Thomsen', line: 'idle' })
})

test('who signs in after somebody else on the same computer begins a thread of their own', async () => {
  const chat = browser.page(cable.url)
  chat.identify(vouch('K-1', 'Arne Behrmann'))
  await until(() => chat.held.now().owner !== null)
  chat.talk.say('Mine alone.')
  await settled(chat)
  const first = partyOf(browser)
  chat.identify(vouch('K-2', 'Birte Claasen'))
  await until(() => chat.held.now().owner === 'Birte Claasen')
  expect(partyOf(browser)).not.toBe(first)
  expect(texts(chat)).toEqual([])
})

test('signing out leaves nothing of the thread on the device', async () => {
  const chat = browser.page(cable.url)
  chat.talk.say('Private.')
  await settled(chat)
  chat.identify(null)
  expect(chat.held.now()).toMatchObject({ messages: [], words: [], owner: null })
  expect(browser.keep.get('ticket')).toBeNull()
})

test('a site key nobody knows shuts the chat instead of asking for ever', async () => {
  const { openChat } = await import('../../src/widget/chat.ts')
  const chat = openChat({
    place: { hub: hub.url, site: 'no-such-key', language: 'en' },
    keep: browser.keep,
    asks: false,
    visible: () => true,
  })
  closing.push(chat.stop)
  chat.show(true)
  await until(() => chat.held.now().line === 'closed')
})
