import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Standing } from '../../../../src/main/engine/line/standing.ts'
import type { Overlay } from '../../../../src/main/engine/replica/overlay.ts'
import { readThread } from '../../../../src/main/engine/watch/thread.ts'
import { frame, inbox, katharina, lastPage, mine, sent } from '../../../support/frames.ts'
import { decideIn, memoryTx } from '../../../support/memory-tx.ts'
import { ownReplica } from '../../../support/replica.ts'
import { aCase, agent, anId, held, ids, MINUTE, message, NOW, party } from '../../../support/rows.ts'

const own = ownReplica()

const rows = () => [held('case', aCase()), held('party', party()), held('message', message())]
const start = (): void => {
  const [header, person, words] = rows().map((row, n) => sent(n + 1, row))
  own.absorb(
    frame(0, 10, { pages: [lastPage(mine), lastPage(inbox, header ?? {}), lastPage(katharina, header ?? {}, person ?? {}, words ?? {})] }),
  )
}

const named = { case: ids.case, party: ids.katharina }
const overlay = (all: Overlay): unknown => [...all].map(({ kind, row }) => [kind, row]).sort()
const thread = () =>
  readThread({ replica: own.replica, standing: new Standing(own.replica), sending: new Set() }, { case: ids.case as never, count: 50 })

test('I6: a command shows its effects until the frame that brings them, and in that same moment waits no more', () => {
  start()
  const claimed = own.run('case.claim', named).receipt
  if (!claimed.kept) throw new Error('not kept')
  expect(own.replica.pending.view.get('case', ids.case)?.owner).toBe(ids.lena)
  expect(own.replica.rows.get('case', ids.case)?.owner).toBeNull()
  const hub = aCase({ owner: ids.lena, fence: 1, changedAt: NOW + 500 })
  own.absorb(frame(10, 11, { rows: [sent(11, held('case', hub))], decided: [{ command: claimed.command, outcome: { ok: true } }] }))
  expect(own.replica.pending.all()).toEqual([])
  expect(overlay(own.replica.pending.overlay)).toEqual([])
  expect(own.replica.pending.view.get('case', ids.case)).toEqual(hub)
})

test('I6: killed at any moment, what is acknowledged and what is effective agree when it is opened again', () => {
  start()
  const note = own.run('message.note', { ...named, message: anId(0x70), text: 'Rang twice' }).receipt
  if (!note.kept) throw new Error('not kept')
  expect(thread().messages.map(({ message: { text }, fate }) => [text, fate])).toEqual([
    ['The brake noise is back.', null],
    ['Rang twice', 'queued'],
  ])
  own.reopen()
  expect(thread().messages.map(({ fate }) => fate)).toEqual([null, 'queued'])
  const stored = message({
    id: anId(0x70),
    number: 2,
    kind: 'note',
    text: 'Rang twice',
    author: { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' },
    at: NOW,
  })
  own.absorb(frame(10, 12, { rows: [sent(12, held('message', stored))], decided: [{ command: note.command, outcome: { ok: true } }] }))
  own.reopen()
  expect(thread().messages.map(({ message: { text }, fate }) => [text, fate])).toEqual([
    ['The brake noise is back.', null],
    ['Rang twice', null],
  ])
})

test('I7: after any frames and commands, what waits makes the same rows as when it is made again from nothing', () => {
  start()
  const step = fc.oneof(
    fc.constantFrom('case.claim', 'case.release', 'case.resolve', 'case.reopen', 'message.note', 'message.reply'),
    fc.record({ owner: fc.constantFrom(null, ids.lena, ids.jonas), subject: fc.constantFrom('One', 'Two') }),
  )
  let message = 0x4000
  let ver = 100
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      for (const one of steps) {
        const fence = own.replica.pending.view.get('case', ids.case)?.fence ?? 0
        if (typeof one !== 'string') {
          ver++
          own.absorb(frame(own.replica.cursor, ver, { rows: [sent(ver, held('case', aCase({ ...one, fence })))] }))
        } else if (one.startsWith('message')) {
          const said = { ...named, message: anId(message++), text: `Words ${message}` }
          own.run(one, one === 'message.reply' ? { ...said, fence, knows: 99 } : said)
        } else own.run(one, one === 'case.claim' || one === 'case.reopen' ? named : { ...named, fence, knows: 99 })
      }
      const kept = overlay(own.replica.pending.overlay)
      own.replica.pending.load()
      expect(overlay(own.replica.pending.overlay)).toEqual(kept)
      expect(overlay(own.reopen().pending.overlay)).toEqual(kept)
    }),
    { numRuns: 25 },
  )
})

test('I7: on equal rows the desk decides as the hub decides', () => {
  start()
  const hub = memoryTx(rows())
  const commands = [
    { name: 'case.claim', args: named },
    { name: 'message.reply', args: { ...named, message: anId(0x71), text: 'Come by at ten.', fence: 1, knows: 1 } },
    { name: 'message.note', args: { ...named, message: anId(0x72), text: 'Loan car is ready' } },
    { name: 'case.release', args: { ...named, fence: 1 } },
  ]
  for (const command of commands) {
    const { receipt } = own.run(command.name, command.args)
    expect(receipt.kept && receipt.outcome).toEqual(decideIn(hub, command, { actor: agent(), at: NOW }))
  }
  for (const { kind, row } of hub.rows()) expect(own.replica.pending.view.get(kind, row.id)).toEqual(row)
})

test('I9: what was said is there after a restart, and in the middle of catching up', () => {
  start()
  own.run('case.claim', named)
  own.run('message.reply', { ...named, message: anId(0x73), text: 'We will call you.', fence: 1, knows: 1 })
  const again = own.reopen()
  expect(again.pending.all().map(({ kept, outcome }) => [kept.envelope.name, outcome])).toEqual([
    ['case.claim', { ok: true }],
    ['message.reply', { ok: true }],
  ])
  own.absorb(
    frame(10, 20, { head: 90, rows: [sent(20, held('message', message({ id: anId(0x74), number: 2, text: 'Hello?', at: NOW })))] }),
  )
  expect(thread().messages.map(({ message: { text } }) => text)).toEqual(['The brake noise is back.', 'Hello?', 'We will call you.'])
  expect(own.replica.pending.view.get('case', ids.case)?.owner).toBe(ids.lena)
})

test('what the device knows to be impossible is refused at once, and nothing of it is kept', () => {
  start()
  own.absorb(frame(10, 11, { rows: [sent(11, held('case', aCase({ owner: ids.jonas, fence: 3 })))] }))
  expect(own.run('case.claim', named).receipt).toEqual({ kept: false, outcome: { ok: false, refusal: { code: 'already-claimed' } } })
  expect(own.run('case.fly', named).receipt).toMatchObject({ kept: false, outcome: { refusal: { code: 'unknown-command' } } })
  expect(own.run('case.claim', { case: 'x' }).receipt).toMatchObject({ kept: false, outcome: { refusal: { code: 'malformed' } } })
  expect(own.store.all('SELECT * FROM outbox')).toEqual([])
})

test('a refusal on replay drops nothing: only the hub may say no to what was kept', () => {
  start()
  own.run('case.claim', named)
  own.absorb(frame(10, 11, { rows: [sent(11, held('case', aCase({ owner: ids.jonas, fence: 1 })))] }))
  expect(own.replica.pending.view.get('case', ids.case)?.owner).toBe(ids.jonas)
  expect(own.replica.pending.all().map(({ outcome }) => outcome)).toEqual([{ ok: false, refusal: { code: 'already-claimed' } }])
  own.absorb(frame(11, 12, { rows: [sent(12, held('case', aCase({ owner: null, fence: 2 })))] }))
  expect(own.replica.pending.view.get('case', ids.case)?.owner).toBe(ids.lena)
})

test('absent is not the same as not held: what rests on rows that are not here is kept for the hub to decide, its words shown', () => {
  const header = sent(1, held('case', aCase({ owner: ids.lena, fence: 1 })))
  own.absorb(frame(0, 10, { pages: [lastPage(mine, header), lastPage(inbox, header)] }))
  const { receipt } = own.run('message.reply', { ...named, message: anId(0x75), text: 'On our way.', fence: 1, knows: 1 })
  expect(receipt).toMatchObject({ kept: true, outcome: null })
  expect(overlay(own.replica.pending.overlay)).toEqual([])
  expect(thread().messages.map(({ message: { text, author }, fate }) => [text, author.kind, fate])).toEqual([
    ['On our way.', 'agent', 'queued'],
  ])
  own.absorb(
    frame(10, 11, {
      pages: [
        lastPage(
          katharina,
          ...rows()
            .map((row, n) => sent(n + 2, row))
            .slice(1),
        ),
      ],
    }),
  )
  expect(own.replica.pending.all()[0]?.outcome).toEqual({ ok: true })
  expect(thread().messages.map(({ message: { text } }) => text)).toEqual(['The brake noise is back.', 'On our way.'])
})

test('asking twice is asking once', () => {
  start()
  const said = { ...named, message: anId(0x76), text: 'Twice tapped' }
  const [first, second] = [own.run('message.note', said).receipt, own.run('message.note', said).receipt]
  expect(second).toEqual(first)
  expect(own.store.all('SELECT seq FROM outbox')).toHaveLength(1)
})

test('a number is never used twice, not even after the outbox was empty', () => {
  start()
  const note = (n: number) => own.run('message.note', { ...named, message: anId(n), text: 'a' })
  note(0x81)
  own.store.run("UPDATE outbox SET state = 'applied', decided_at = ?", NOW - 30 * 24 * 60 * MINUTE)
  own.store.run('DELETE FROM outbox')
  own.reopen()
  note(0x82)
  expect(own.store.all('SELECT seq FROM outbox')).toEqual([{ seq: 2 }])
})

test('a draft goes in the same moment in which its words are kept, and stays where they are not', () => {
  start()
  const draft = () => own.store.all('SELECT mode, text FROM draft ORDER BY mode')
  own.store.run("INSERT INTO draft VALUES (?, 'reply', 'Dear', 1), (?, 'note', 'remember', 1)", ids.case, ids.case)
  own.run('message.reply', { ...named, message: anId(0x83), text: 'Dear', fence: 9, knows: 1 })
  expect(draft()).toHaveLength(2)
  own.run('message.note', { ...named, message: anId(0x84), text: 'remember' })
  expect(draft()).toEqual([{ mode: 'reply', text: 'Dear' }])
})

test('on a full disk nothing is said to be kept, and the draft is still there', () => {
  start()
  own.store.run("INSERT INTO draft VALUES (?, 'note', 'remember', 1)", ids.case)
  own.store.pragma(`max_page_count = ${Number(own.store.pragma('page_count'))}`)
  const told = Array.from(
    { length: 60 },
    (_, n) => own.run('message.note', { ...named, message: anId(0x100 + n), text: 'x'.repeat(4_000) }).receipt,
  )
  const no = told.find(({ kept }) => !kept)
  expect(no).toMatchObject({ kept: false, outcome: { refusal: { code: 'failed' } } })
  const yes = told.filter(({ kept }) => kept).length
  expect(own.reopen().pending.all()).toHaveLength(yes)
})

test('on a full disk room is made once for the words just typed, and they are kept', () => {
  const { store } = own
  store.pragma(`max_page_count = ${Number(store.pragma('page_count'))}`)
  let asked = 0
  store.spare = () => {
    asked++
    store.pragma('max_page_count = 100000')
    return true
  }
  for (let n = 0; n < 40; n++) {
    const args = { case: ids.case, party: ids.katharina, message: anId(0x5200 + n), text: `${n} ${'z'.repeat(2_000)}` }
    expect(own.run('message.note', args).receipt).toMatchObject({ kept: true })
  }
  expect(asked).toBe(1)
  expect(own.reopen().pending.all()).toHaveLength(40)
})

test('a hub that was restored from a backup is told again all that it had applied of late', () => {
  start()
  const { receipt } = own.run('case.claim', named)
  if (!receipt.kept) throw new Error('not kept')
  own.absorb(
    frame(10, 11, {
      rows: [sent(11, held('case', aCase({ owner: ids.lena, fence: 1 })))],
      decided: [{ command: receipt.command, outcome: { ok: true } }],
    }),
  )
  expect(own.replica.pending.all()).toEqual([])
  const header = sent(2, held('case', aCase()))
  own.absorb({
    ...frame(0, 4, { reset: true, pages: [lastPage(mine), lastPage(inbox, header), lastPage(katharina, header)] }),
    epoch: anId(0xe2),
  })
  expect(own.replica.pending.all().map(({ kept }) => kept.envelope.id)).toEqual([receipt.command])
  expect(own.replica.pending.view.get('case', ids.case)?.owner).toBe(ids.lena)
})
