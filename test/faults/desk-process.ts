// A desk's engine in a process of its own, to be killed, cut off and misled: it says what it is told to, and reports each word that was kept.
import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tickets } from '../../src/domain/contract/sign-in.ts'
import { uuidv7 } from '../../src/domain/id.ts'
import { Start } from '../../src/main/engine/port.ts'
import { type Chance, chanceOf, oneOf } from '../support/chance.ts'
import { TestDesk } from '../support/desk.ts'
import type { DeskReport, DeskTold, Place } from './desk-words.ts'

const { folder, start, name, from, seed, ownDisk } = JSON.parse(process.argv[2] ?? '{}')
const { key, ...rest } = start
let offset = 0
const now = (): number => Date.now() + offset
const desk = new TestDesk({ folder, key: new Uint8Array(key), now, ...Start.omit({ file: true, key: true }).parse(rest) })
const { replica } = desk.engine
const chance: Chance = chanceOf(seed)
let word = Number(from)
let places: readonly Place[] = []
let pace = 0
let talking: NodeJS.Timeout | null = null

const tell = (report: DeskReport): void => {
  if (process.connected) process.send?.(report)
}
const newId = (): string => uuidv7(now(), randomBytes(10))

/** One thing an agent does: mostly a note, at times an answer, a claim or a release. */
function act(place: Place): void {
  const named = { case: place.case, party: place.party }
  const header = replica.pending.view.get('case', place.case)
  const mine = header?.owner === rest.agent.id
  const what = chance()
  if (header && what < 0.1) {
    if (header.owner === null) desk.run('case.claim', named)
    else if (mine && what < 0.03) desk.run('case.release', { ...named, fence: header.fence })
    return
  }
  const text = `${name} word ${word++}`
  const said = { ...named, message: newId(), text }
  const answer = header && mine && what < 0.4
  const receipt = answer
    ? desk.run('message.reply', { ...said, fence: header.fence, knows: header.messages })
    : desk.run('message.note', said)
  if (receipt.kept) tell({ is: 'kept', text })
  else tell({ is: 'refused', code: receipt.outcome.ok ? 'none' : receipt.outcome.refusal.code })
}

function talk(): void {
  if (places.length > 0) act(oneOf(chance, places))
  talking = setTimeout(talk, pace * (0.2 + chance() * 1.6))
}

const filler = join(folder, 'filler')

/** Takes what room there is, piece by piece, as somebody else's download would. */
function fillUp(): void {
  const piece = new Uint8Array(16_384)
  try {
    for (;;) writeFileSync(filler, piece, { flag: 'a' })
  } catch {
    tell({ is: 'full' })
  }
}

/** The disk is full, or has room again: its own small disk truly, else the file may take no page more. */
function fill(full: boolean): void {
  if (ownDisk) {
    if (full) fillUp()
    else rmSync(filler, { force: true })
    return
  }
  const pages = Number(replica.store.pragma('page_count'))
  replica.store.pragma(`max_page_count = ${full ? pages : 1_073_741_823}`)
}

const stopped = (): void => {
  if (talking) clearTimeout(talking)
  talking = null
}

const obey: { readonly [D in DeskTold['do']]: (told: Extract<DeskTold, { do: D }>) => void } = {
  talk(told) {
    stopped()
    ;({ places, pace } = told)
    talk()
  },
  rest: stopped,
  clock: ({ ms }) => {
    offset += ms
  },
  disk: ({ full }) => fill(full),
  tickets: ({ tickets }) => desk.engine.renewed(tickets as Tickets),
  again: () => desk.engine.resume(),
  stop() {
    stopped()
    desk.engine.stop()
    process.exit(0)
  },
}

process.on('message', (told: DeskTold) => (obey[told.do] as (told: DeskTold) => void)(told))
process.on('disconnect', () => process.exit(1))
desk.engine.start()
tell({ is: 'born', cursor: replica.cursor })
setInterval(() => {
  const expired = desk.expired.pop()
  if (expired) tell({ is: 'expired', reason: expired })
  const { line, resting } = { line: desk.line?.state ?? 'none', resting: talking === null }
  tell({ is: 'state', line, resting, waiting: replica.pending.all().length, cursor: replica.cursor })
}, 50)
