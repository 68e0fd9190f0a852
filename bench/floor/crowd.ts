// The agents and the customers of a floor, in a process of their own, so that the hub has a processor to itself.

import { seeded, shuffled } from '../../scripts/replay/pace.ts'
import { sampleWidgets } from '../../src/hub/sample/accounts.ts'
import { BenchDesk, type SignedDesk } from '../bench-desk.ts'
import { Chat } from './chat.ts'

/** Who is to come, and how many chats each agent is to have. */
export interface Crowd {
  readonly hub: string
  readonly key: string
  readonly signed: readonly SignedDesk[]
  readonly chatsEach: number
}

/** What the bench asks: begin to speak, so many messages a second; or tell what was said since it last asked. */
export type Asked = { readonly speak: number } | { readonly tell: true }

/** A message, when it was sent, and when the hub had kept it, by the clock of this machine. `waits`: it was the customer's. */
export interface Said {
  /** Of the chat: what names it on the floor. */
  readonly subject: string
  readonly waits: boolean
  readonly sentAt: number
  readonly keptAt: number
}

export interface Tally {
  readonly said: readonly Said[]
  /** Since the beginning: frames and rows that the desks were sent, messages that the customers' pages were sent, and what went wrong. */
  readonly frames: number
  readonly rows: number
  readonly heard: number
  readonly wrong: readonly string[]
}

const AT_ONCE = 16
/** An agent answers after so long: at least, and at most that much more. */
const THINK_MS = { least: 2_000, more: 6_000 }
/** Whatever happens, it is over after this long. */
const LONGEST_MS = 20 * 60_000

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const chance = seeded(200)
let said: Said[] = []
const wrong: string[] = []

async function timed(chat: Chat, waits: boolean): Promise<void> {
  const sentAt = Date.now()
  const keptAt = await (waits ? chat.write() : chat.answer())
  said.push({ subject: chat.subject, waits, sentAt, keptAt })
}

async function exchange(chat: Chat): Promise<void> {
  try {
    await timed(chat, true)
    await pause(THINK_MS.least + chance() * THINK_MS.more)
    await timed(chat, false)
  } catch (error) {
    wrong.push(String(error))
  }
}

/** Customers write at even intervals, turn about, and each is answered: half of the messages are theirs. */
async function speak(chats: readonly Chat[], perSecond: number): Promise<void> {
  const order = shuffled(chats, chance)
  const began = performance.now()
  for (let n = 0, turn = 0; ; n++) {
    await pause(Math.max(0, began + (n * 2_000) / perSecond - performance.now()))
    while (order[turn % order.length]?.waits) turn++
    const chat = order[turn++ % order.length]
    if (chat) void exchange(chat)
  }
}

/** Does something for each, so many at once. */
async function forEach<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const one of waiting) await work(one)
    }),
  )
}

setTimeout(() => process.exit(1), LONGEST_MS).unref()
process.on('disconnect', () => process.exit(0))
const { hub, key, signed, chatsEach }: Crowd = await new Promise((done) => process.once('message', done as never))
const chats: Chat[] = []
const seats = signed.map((one) => ({
  desk: new BenchDesk(hub, one),
  widget: sampleWidgets.find(({ site }) => site === one.sites[0])?.key ?? '',
}))
await forEach(seats, async ({ desk }) => void (await desk.come()))
await forEach(
  seats.flatMap((seat) => Array<typeof seat>(chatsEach).fill(seat)),
  async ({ desk, widget }) => {
    chats.push(await Chat.open(desk, { hub, widget, key }))
  },
)
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
process.on('message', (asked: Asked) => {
  if ('speak' in asked) return void speak(chats, asked.speak)
  const heard = sum(chats.map((chat) => chat.heard))
  const [frames, rows] = [sum(seats.map(({ desk }) => desk.frames)), sum(seats.map(({ desk }) => desk.rows))]
  process.send?.({ said, frames, rows, heard, wrong } satisfies Tally)
  said = []
})
process.send?.(chats.length)
