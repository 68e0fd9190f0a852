import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAsked } from '../../scripts/replay/asked.ts'
import { messageId, readFolder } from '../../scripts/replay/conversations.ts'
import { nextIn, seeded, shuffled } from '../../scripts/replay/pace.ts'
import { lineOf, newTally, showing, summaryOf } from '../../scripts/replay/progress.ts'
import { originOf, replayKey } from '../../scripts/replay/replay-key.ts'
import { MessageId } from '../../src/domain/id.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'
import { writeData } from './data.ts'

let folder: string

beforeEach(async () => {
  folder = await freshFolder('replay')
  await writeData(folder)
})

afterEach(() => removeFolder(folder))

const read = (only: 'complaints' | 'dialogues' | null) => {
  const found = readFolder(folder, only)
  if (typeof found === 'string') throw new Error(found)
  return found
}

test('complaints and the customer’s side of dialogues are read, and lines that say nothing are counted', () => {
  expect(read('complaints').conversations).toHaveLength(13)
  expect(read('complaints').unreadable).toBe(2)
  expect(read('dialogues').conversations.map(({ texts }) => texts)).toEqual([
    ['hi', 'my rate is wrong'],
    ['I need a car on Monday.', 'The small one.'],
  ])
  expect(read(null).conversations[0]).toEqual({ key: 'complaints/nhtsa_complaints.jsonl 900', texts: ['THE DOOR NUMBER 0 RATTLES AGAIN.'] })
})

test('two rows with one number are two conversations, each with a message id of its own and always the same', () => {
  const keys = read(null).conversations.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  const messages = keys.flatMap((key) => [messageId(key, 0), messageId(key, 1)])
  expect(new Set(messages).size).toBe(messages.length)
  expect(messages.every((id) => MessageId.safeParse(id).success)).toBe(true)
  expect(messageId(keys[0]!, 0)).toBe(messageId(keys[0]!, 0))
})

test('a folder that is not there, or holds something else, is refused with the files that were expected', async () => {
  await mkdir(join(folder, 'empty'))
  for (const wrong of ['nowhere', 'empty', 'complaints/nhtsa_complaints.jsonl']) {
    const said = readFolder(join(folder, wrong), null)
    expect(said).toContain(join(folder, wrong))
    expect(said).toContain('complaints/nhtsa_complaints.jsonl')
  }
})

test('a command line is read from where the person stood, and a wrong one is answered in a sentence', () => {
  const at = { hub: 'http://127.0.0.1:4070', from: '/home/somebody' }
  expect(readAsked(['../data', '--rate', '20', '--count', '9'], at)).toEqual({
    ...{ folder: '/home/data', hub: 'http://127.0.0.1:4070', rate: 20, count: 9, only: null, site: 'sample-care' },
  })
  expect(readAsked([], at)).toBe('Name one folder with the data.')
  expect(readAsked(['a', '--rate', 'fast'], at)).toBe('--rate is "fast"; it is a number from 0.1 to 50.')
  expect(readAsked(['a', '--count', '1.5'], at)).toBe('--count is "1.5"; it is a whole number from 1.')
  expect(readAsked(['a', '--hub', 'ftp://b'], at)).toContain('--hub is "ftp://b"')
  expect(readAsked(['a', '--wrong'], at)).toContain('--wrong')
})

test('order and intervals are the same in every run, at the rate asked for', () => {
  const order = (seed: number) => shuffled([1, 2, 3, 4, 5, 6, 7, 8], seeded(seed))
  expect(order(1)).toEqual(order(1))
  expect(order(1)).not.toEqual(order(2))
  const chance = seeded(4070)
  const mean = Array.from({ length: 4_000 }, () => nextIn(20, chance)).reduce((sum, ms) => sum + ms, 0) / 4_000
  expect(mean).toBeGreaterThan(48)
  expect(mean).toBeLessThan(52)
})

test('without the hub’s replay key it is said where it was looked for and what to do', () => {
  expect(replayKey({ given: undefined, home: folder })).toContain(join(folder, 'hub', 'replay.key'))
  expect(replayKey({ given: 'k', home: folder })).toEqual({ key: 'k' })
  expect(originOf('v1.not-a-ticket.x')).toBeNull()
})

test('a terminal is shown one line, a file a line now and then, and the end says what became of it', () => {
  const said: string[] = []
  const tally = { ...newTally(), begun: 5, done: 3, said: 4, retries: 2, why: 'no answer', refused: 1, firstRefusal: 'Too long.' }
  const terminal = showing({ isTTY: true, write: (text) => said.push(text) })
  terminal.show(lineOf(tally, 10, 2))
  terminal.show('shorter')
  terminal.end()
  expect(said[0]).toBe('\rreplay 3 of 10, 1.5 a second, 2 under way, 2 tries again (no answer), 1 refused')
  expect(said[1]).toHaveLength(said[0]!.length)
  expect(said[2]).toBe('\n')
  const kept: string[] = []
  const file = showing({ write: (text) => kept.push(text) })
  for (const line of ['one', 'two']) file.show(line)
  expect(kept).toEqual(['one\n'])
  expect(summaryOf(tally, { total: 10, seconds: 2, unreadable: 1 })).toContain('1 were refused, the first because: Too long.')
})
