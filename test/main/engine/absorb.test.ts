import { statSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStrewn, scrub } from '../../../src/main/engine/replica/scrub.ts'
import { openReading } from '../../../src/main/engine/store/open.ts'
import { EPOCH, frame, inbox, katharina, lastPage, mine, sent } from '../../support/frames.ts'
import { plainBytes } from '../../support/plain-bytes.ts'
import { ownReplica } from '../../support/replica.ts'
import { aCase, anId, commitment, held, ids, message, NOW, party, site } from '../../support/rows.ts'

const own = ownReplica()

const start = (): object =>
  frame(0, 10, {
    pages: [
      lastPage('ref', sent(1, held('site', site()))),
      lastPage(mine),
      lastPage(inbox, sent(2, held('case', aCase()))),
      lastPage(katharina, sent(2, held('case', aCase())), sent(3, held('party', party())), sent(4, held('message', message()))),
    ],
  })

const dump = (): unknown =>
  ['row_case', 'row_message', 'row_party', 'row_site', 'row_scope', 'scope', 'kv'].map((table) =>
    own.store.all(`SELECT * FROM ${table} ORDER BY 1, 2`),
  )

test('I4: a frame applies only where it joins on to the cursor; otherwise nothing moves and the cursor says where to start', () => {
  expect(own.absorb(start())).toMatchObject({ ok: true })
  const before = dump()
  for (const [from, to] of [
    [9, 12],
    [11, 12],
    [0, 10],
    [10 - 10, 20],
  ]) {
    expect(own.absorb(frame(from ?? 0, to ?? 0, { gone: [{ kind: 'case', id: ids.case }] }))).toEqual({ ok: false, why: 'gap' })
  }
  expect(own.absorb({ ...frame(10, 11), epoch: anId(1) })).toEqual({ ok: false, why: 'gap' })
  expect(dump()).toEqual(before)
  expect(own.replica.cursor).toBe(10)
  expect(own.absorb(frame(10, 15))).toMatchObject({ ok: true })
  expect(own.replica.cursor).toBe(15)
  expect(own.absorb(frame(15, 16, { gone: [{ kind: 'case', id: ids.case }] }))).toMatchObject({ ok: true })
  expect(own.reopen().cursor).toBe(16)
})

test('I4: news that the feed moved on, with nothing for this desk, costs no write; after a kill the hub only repeats itself', () => {
  own.absorb(start())
  const before = dump()
  expect(own.absorb(frame(10, 15))).toMatchObject({ ok: true })
  expect([own.replica.cursor, dump()]).toEqual([15, before])
  expect(own.reopen().cursor).toBe(10)
  expect(own.absorb(frame(10, 17, { rows: [sent(16, held('case', aCase({ subject: 'Next' })))] }))).toMatchObject({ ok: true })
  expect(own.reopen().cursor).toBe(17)
})

test('I4: rows and cursor are written together: when the disk refuses in the middle, neither is there', () => {
  own.absorb(start())
  const before = dump()
  own.store.pragma(`max_page_count = ${Number(own.store.pragma('page_count')) + 2}`)
  const many = Array.from({ length: 400 }, (_, n) =>
    sent(20 + n, held('message', message({ id: anId(0x5000 + n), number: n + 2, text: 'word '.repeat(200) }))),
  )
  expect(() => own.absorb(frame(10, 500, { rows: many }))).toThrow(/full/)
  expect(dump()).toEqual(before)
  expect(own.replica.cursor).toBe(10)
  const again = own.reopen()
  expect([again.cursor, again.rows.get('message', anId(0x5000))]).toEqual([10, null])
  expect(own.absorb(frame(10, 500, { rows: many }))).toMatchObject({ ok: true })
  expect(own.replica.rows.get('message', anId(0x5000))?.number).toBe(2)
})

test('I5: an older row never takes the place of a newer one, by whatever road it comes', () => {
  own.absorb(start())
  own.absorb(frame(10, 20, { rows: [sent(20, held('case', aCase({ subject: 'Newer' })))] }))
  const old = sent(15, held('case', aCase({ subject: 'Older' })))
  own.absorb(frame(20, 21, { rows: [old], pages: [lastPage(inbox, old)] }))
  own.absorb(frame(21, 22, { rows: [sent(20, held('case', aCase({ subject: 'Same version, other words' })))] }))
  expect(own.replica.rows.get('case', ids.case)?.subject).toBe('Newer')
})

test('I5: what was taken away does not come back by a frame that was sent before', () => {
  own.absorb(start())
  const late = frame(10, 12, {
    rows: [sent(11, held('message', message({ text: 'late' })))],
    pages: [lastPage(katharina, sent(4, held('message', message())))],
  })
  own.absorb(frame(10, 14, { gone: [{ kind: 'message', id: ids.message }] }))
  expect(own.absorb(late)).toEqual({ ok: false, why: 'gap' })
  expect(own.replica.rows.get('message', ids.message)).toBeNull()
})

test('I5: versions seen by a reader never fall, over any order of frames, repeats and gaps', () => {
  const step = fc.record({ from: fc.nat(6), span: fc.integer({ min: 1, max: 3 }), ver: fc.integer({ min: 1, max: 12 }) })
  own.absorb(start())
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      for (const { from, span, ver } of steps) {
        const before = own.store.get<{ ver: number }>('SELECT ver FROM row_case')?.ver ?? 0
        const cursor = own.replica.cursor
        const at = cursor - 3 + from
        const answer = own.absorb(frame(Math.max(0, at), Math.max(0, at) + span, { rows: [sent(ver + 2, held('case', aCase()))] }))
        expect(answer.ok).toBe(at === cursor)
        expect(own.store.get<{ ver: number }>('SELECT ver FROM row_case')?.ver).toBeGreaterThanOrEqual(before)
      }
    }),
    { numRuns: 40 },
  )
})

test('a row of a kind this version does not know is put aside, and everything after it still arrives', () => {
  own.absorb(start())
  const strange = { kind: 'offer', id: anId(0x77), ver: 12, body: { id: anId(0x77), when: 'tomorrow' } }
  expect(own.absorb(frame(10, 12, { rows: [strange, sent(12, held('case', aCase({ subject: 'Beside it' })))] }))).toMatchObject({
    ok: true,
  })
  expect(own.replica.cursor).toBe(12)
  expect(own.replica.rows.get('case', ids.case)?.subject).toBe('Beside it')
  expect(own.store.all('SELECT kind, id, ver FROM quarantine')).toEqual([{ kind: 'offer', id: anId(0x77), ver: 12 }])
})

test('a row put aside by an older version is taken in by one that knows its kind', () => {
  own.absorb(start())
  const promise = commitment()
  own.store.run('INSERT INTO quarantine VALUES (?, ?, ?, ?)', 'commitment', promise.id, 9, JSON.stringify(promise))
  const again = own.reopen()
  expect(again.rows.get('commitment', promise.id)).toEqual(promise)
  expect(own.store.all('SELECT * FROM quarantine')).toEqual([])
})

test('a row of a known kind that cannot be read stops the frame: the cursor does not pass it', () => {
  own.absorb(start())
  const before = dump()
  const broken = { kind: 'case', id: ids.case, ver: 12, body: { ...aCase(), state: 'paused' } }
  expect(own.absorb(frame(10, 12, { rows: [broken] }))).toMatchObject({ ok: false, why: 'unreadable' })
  expect(
    own.absorb(frame(10, 12, { rows: [sent(12, held('case', aCase({ id: anId(5) })))].map((row) => ({ ...row, id: ids.case })) })),
  ).toMatchObject({ ok: false, why: 'unreadable' })
  const good = sent(12, held('case', aCase({ subject: 'Fine' })))
  for (const bad of [
    'case',
    null,
    { ...good, more: 1 },
    { ...good, ver: 0 },
    { ...good, ver: 1.5 },
    { ...good, kind: 7 },
    { kind: 'case', id: ids.case, ver: 12, extra: 1 },
  ]) {
    expect(own.absorb(frame(10, 12, { rows: [good, bad] }))).toMatchObject({ ok: false, why: 'unreadable' })
  }
  expect(own.absorb({ epoch: EPOCH, from: 10 })).toMatchObject({ ok: false, why: 'unreadable' })
  expect(own.absorb(null as never)).toMatchObject({ ok: false, why: 'unreadable' })
  expect(dump()).toEqual(before)
})

test('a row stays as long as one scope it stands in is held, and goes with the last', () => {
  own.absorb(start())
  own.absorb(frame(10, 11, { leave: [inbox] }))
  expect(own.replica.rows.get('case', ids.case)).not.toBeNull()
  own.absorb(frame(11, 12, { leave: [katharina] }))
  expect(own.replica.rows.get('case', ids.case)).toBeNull()
  expect(own.store.all('SELECT * FROM row_scope JOIN scope_name USING (s) WHERE name <> ?', 'ref')).toEqual([])
  expect(own.replica.rows.all('site')).toHaveLength(1)
})

test('rows of scopes this desk does not hold are not taken in', () => {
  own.absorb(start())
  const foreign = message({ id: anId(0x88), party: ids.bernd, case: anId(0x89) })
  own.absorb(frame(10, 11, { rows: [sent(11, held('message', foreign))] }))
  expect(own.replica.rows.get('message', foreign.id)).toBeNull()
})

test('I4: news of a row that stands in nothing held any more takes away what it was before', () => {
  own.absorb(start())
  expect(own.replica.rows.get('case', ids.case)).not.toBeNull()
  const elsewhere = aCase({ queue: anId(0x99), site: anId(0x98), party: anId(0x97), owner: null })
  own.absorb(frame(10, 20, { rows: [sent(20, held('case', elsewhere))] }))
  expect(own.replica.rows.get('case', ids.case)).toBeNull()
})

test('I5: late news of a row that has come back since takes nothing away', () => {
  own.absorb(start())
  own.absorb(frame(10, 20, { rows: [sent(20, held('case', aCase({ subject: 'Back again' })))] }))
  own.absorb(frame(20, 21, { rows: [sent(15, held('case', aCase({ queue: anId(0x99), site: anId(0x98), party: anId(0x97) })))] }))
  expect(own.replica.rows.get('case', ids.case)?.subject).toBe('Back again')
})

test('when a scope is withdrawn, its words are neither found nor left in the file', () => {
  own.absorb(start())
  const secret = message({ id: anId(0x90), number: 2, text: 'Xylophonquartett im Handschuhfach' })
  own.absorb(frame(10, 11, { rows: [sent(11, held('message', secret))] }))
  const found = (): unknown[] => own.store.all("SELECT rowid FROM message_fts WHERE message_fts MATCH 'xylophonquartett'")
  expect(found()).toHaveLength(1)
  expect(isStrewn(own.store)).toBe(false)
  own.absorb(frame(11, 12, { leave: [katharina, inbox] }))
  expect(isStrewn(own.store)).toBe(true)
  scrub(own.replica)
  expect(isStrewn(own.store)).toBe(false)
  expect(found()).toEqual([])
  own.store.exec("INSERT INTO message_fts (message_fts) VALUES ('integrity-check')")
  expect(plainBytes(own.file, own.key).includes('Xylophonquartett')).toBe(false)
  expect(own.store.all("SELECT * FROM message_fts_data WHERE instr(block, CAST('xylophon' AS BLOB)) > 0")).toEqual([])
})

test('while somebody reads, what has left stays in the log, and is known to; once they have read, it goes', () => {
  own.absorb(start())
  own.absorb(frame(10, 11, { rows: [sent(11, held('message', message({ id: anId(0x90), number: 2, text: 'Xylophonquartett' })))] }))
  const reader = openReading(own)
  reader.exec('BEGIN')
  reader.get('SELECT count(*) FROM row_message')
  own.store.pragma('busy_timeout = 20')
  own.absorb(frame(11, 12, { leave: [katharina, inbox] }))
  scrub(own.replica)
  const log = `${own.file}-wal`
  const before = statSync(log).size
  expect([before > 0, isStrewn(own.store)]).toEqual([true, true])
  reader.close()
  scrub(own.replica)
  expect(isStrewn(own.store)).toBe(false)
  // What stands in it now is no more than that it was emptied.
  expect(statSync(log).size).toBeLessThan(before / 4)
  expect(plainBytes(own.file, own.key).includes('Xylophonquartett')).toBe(false)
})

test('a reset replaces all the hub ever sent, and touches neither what was written here nor the drafts', () => {
  own.absorb(start())
  own.store.run("INSERT INTO draft VALUES (?, 'reply', 'half', 1)", ids.case)
  own.run('message.note', { message: anId(0x99), case: ids.case, party: ids.katharina, text: 'Rang her' })
  const answer = own.absorb({
    ...frame(10, 3, { reset: true, pages: [lastPage(inbox, sent(3, held('case', aCase({ subject: 'Anew' }))))] }),
    epoch: anId(0xe0),
  })
  expect(answer).toMatchObject({ ok: true })
  expect(own.replica.rows.all('party')).toEqual([])
  expect(own.replica.rows.get('case', ids.case)?.subject).toBe('Anew')
  expect([own.replica.cursor, own.replica.epoch]).toEqual([3, anId(0xe0)])
  expect(own.store.all('SELECT text FROM draft')).toEqual([{ text: 'half' }])
  expect(own.replica.pending.all()).toHaveLength(1)
  expect(own.replica.held.entries().map(([scope, { state }]) => [scope, state])).toEqual(
    expect.arrayContaining([
      [inbox, 'whole'],
      [katharina, 'asked'],
      ['ref', 'asked'],
    ]),
  )
})

test('a scope fills page by page over frames and is whole only with its last; the place survives a restart', () => {
  const after = { kind: 'message', id: ids.message } as const
  own.absorb(frame(0, 5, { pages: [{ scope: katharina, rows: [sent(4, held('message', message()))], next: after }] }))
  expect(own.reopen().held.entries()).toEqual([[katharina, { state: 'filling', after, usedAt: NOW, mends: false }]])
  own.absorb(frame(5, 6, { pages: [lastPage(katharina, sent(3, held('party', party())))] }))
  expect(own.reopen().held.whole(katharina)).toBe(true)
})

test('words follow the row: changed words are found by the new and no longer by the old', () => {
  own.absorb(start())
  const found = (word: string): number => own.store.all(`SELECT rowid FROM case_fts WHERE case_fts MATCH '${word}'`).length
  expect([found('brake'), found('clutch')]).toEqual([1, 0])
  own.absorb(frame(10, 11, { rows: [sent(11, held('case', aCase({ subject: 'Clutch slips' })))] }))
  expect([found('brake'), found('clutch')]).toEqual([0, 1])
  own.absorb(frame(11, 12, { gone: [{ kind: 'case', id: ids.case }] }))
  expect([found('brake'), found('clutch')]).toEqual([0, 0])
  own.store.exec("INSERT INTO case_fts (case_fts) VALUES ('integrity-check')")
})

test('I3: joined on again from another place, a scope that differs keeps its rows until its pages say which have left', () => {
  own.absorb(start())
  own.absorb(frame(10, 12, { rows: [sent(12, held('message', message({ id: anId(0x700), number: 2 })))] }))
  const again = frame(3, 40, { resync: true, again: [katharina, inbox] })
  expect(own.absorb(again)).toMatchObject({ ok: true, left: false })
  expect([own.replica.cursor, own.replica.held.whole(katharina), own.replica.held.whole(mine)]).toEqual([40, false, true])
  expect(own.replica.rows.get('message', ids.message)).not.toBeNull()
  own.reopen()
  const after = { kind: 'message', id: ids.message } as const
  const first = { scope: katharina, after: null, rows: [sent(2, held('case', aCase())), sent(4, held('message', message()))], next: after }
  own.absorb(frame(40, 41, { pages: [first] }))
  expect(own.replica.rows.get('message', anId(0x700))).not.toBeNull()
  own.reopen()
  own.absorb(frame(41, 42, { pages: [{ ...lastPage(katharina, sent(3, held('party', party()))), after }] }))
  expect(own.replica.rows.get('message', anId(0x700))).toBeNull()
  expect(own.replica.rows.get('message', ids.message)).not.toBeNull()
  expect(own.replica.held.whole(katharina)).toBe(true)
  expect(own.store.all('SELECT 1 FROM message_fts WHERE rowid NOT IN (SELECT n FROM row_message)')).toEqual([])
})

test('I13: a page sent before its scope was let go and wanted again is not taken for the rest of what came after', () => {
  own.absorb(start())
  own.replica.decline([katharina])
  own.replica.want([katharina], NOW)
  const after = { kind: 'message', id: ids.message }
  own.absorb(frame(10, 11, { pages: [{ ...lastPage(katharina, sent(3, held('party', party()))), after }] }))
  expect(own.replica.held.whole(katharina)).toBe(false)
  own.absorb(
    frame(11, 12, {
      pages: [{ ...lastPage(katharina, sent(3, held('party', party())), sent(4, held('message', message()))), after: null }],
    }),
  )
  expect(own.replica.held.whole(katharina)).toBe(true)
  expect(own.replica.rows.get('message', ids.message)).not.toBeNull()
})

test('I5: of another epoch no row counts as known, so that its own rows take their place', () => {
  own.absorb(start())
  own.absorb(frame(10, 30, { rows: [sent(30, held('case', aCase({ subject: 'Of the time that was lost' })))] }))
  own.replica.welcomed(anId(0xe2))
  own.absorb({ ...frame(30, 20, { resync: true, again: [inbox] }), epoch: anId(0xe2), head: 20 })
  own.absorb({
    ...frame(20, 21, { pages: [{ ...lastPage(inbox, sent(18, held('case', aCase({ subject: 'Of now' })))), after: null }] }),
    epoch: anId(0xe2),
  })
  expect(own.replica.rows.get('case', ids.case)?.subject).toBe('Of now')
})
