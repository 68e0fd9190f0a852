import { CaseId, CommitmentId, type QueueId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import type { Car } from '../car.ts'
import type { Pen } from '../pen.ts'
import { fill } from '../threads/fill.ts'
import { closing, dueAt, type Standing, type Timed } from '../threads/schedule.ts'
import type { Thread } from '../threads/thread.ts'
import { DAY, MINUTE } from '../wall-clock.ts'

/** A conversation with everything that is known of it, ready to be written down. */
export interface Casework {
  readonly thread: Thread
  readonly lines: readonly Timed[]
  readonly standing: Standing
  readonly owner: Row<'agent'>
  readonly car: Car | null
  readonly model: string
  readonly site: Row<'site'>
  readonly queue: QueueId
}

interface Desk extends Casework {
  readonly pen: Pen
  readonly id: CaseId
  readonly said: (text: string, at: number) => string
}

const named = ({ id, pen }: Desk) => ({ case: id, party: pen.person.party })

function claims(desk: Desk): void {
  const first = desk.lines.find(({ who }) => who !== 'c')
  if (!first) return
  const { pen, owner, thread } = desk
  pen.run(first.at - 50_000, { name: 'case.claim', args: named(desk), by: owner })
  const remedy = thread.kind === 'complaint' ? (thread.remedy ?? null) : null
  pen.run(first.at - 20_000, { name: 'case.classify', args: { ...named(desk), kind: thread.kind, remedy, was: null }, by: owner })
}

function hears(desk: Desk, { text, at }: Timed): void {
  const { pen, id, queue, site } = desk
  const { party } = pen.person
  const args = { message: pen.id(), case: id, party, host: party, site: site.id, queue, text: desk.said(text, at), origin: 'sample' }
  pen.run(at, { name: 'conversation.say', args })
}

function answers(desk: Desk, { text, at }: Timed, knows: number): void {
  const { pen, owner } = desk
  const { party } = pen.person
  const message = pen.id()
  const args = { message, ...named(desk), text: desk.said(text, at), fence: 1, knows }
  pen.run(at, { name: 'message.reply', args, by: owner })
  pen.run(at + 1_000, { name: 'message.reached', args: { message, party, read: false } })
  pen.run(at + pen.dice.between(8, 45) * 1_000, { name: 'message.reached', args: { message, party, read: true } })
}

function promises(desk: Desk, said: Timed): string {
  const { pen, owner, lines } = desk
  const commitment = CommitmentId.parse(pen.id())
  const kept = lines.find(({ who, at }) => who === 'k' && at > said.at)
  // Not every promise is kept in time, however kindly.
  const late = kept !== undefined && pen.dice.chance(0.06)
  const due = late ? Math.max(said.at + 20 * MINUTE, kept.at - 95 * MINUTE) : dueAt(said, said.at, pen.person.zone)
  pen.run(said.at, {
    name: 'commitment.record',
    args: { commitment, ...named(desk), text: desk.said(said.text, said.at), dueAt: due },
    by: owner,
  })
  return commitment
}

function keeps({ pen, owner, said }: Desk, { text, at }: Timed, commitment: string | null): void {
  const args = { commitment, party: pen.person.party, state: 'kept', evidence: said(text, at) }
  if (commitment) pen.run(at, { name: 'commitment.close', args, by: owner })
}

function tells(desk: Desk): void {
  let number = 0
  let promise: string | null = null
  for (const line of desk.lines) {
    if (line.who === 'c') hears(desk, line)
    if (line.who === 'a') answers(desk, line, number)
    if (line.who === 'n') {
      const args = { message: desk.pen.id(), ...named(desk), text: desk.said(line.text, line.at) }
      desk.pen.run(line.at, { name: 'message.note', args, by: desk.owner })
    }
    if (line.who === 'p') promise = promises(desk, line)
    if (line.who === 'k') keeps(desk, line, promise)
    if (line.who !== 'p' && line.who !== 'k') number += 1
  }
}

function ends(desk: Desk): void {
  const last = desk.lines.at(-1)
  if (!last || desk.standing !== 'resolved') return
  const { pen, owner, car } = desk
  const at = closing(last, pen)
  pen.run(at, { name: 'case.resolve', args: { ...named(desk), fence: 1 }, by: owner })
  if (!pen.dice.chance(0.4)) return
  const score = pen.dice.pick(desk.thread.kind === 'complaint' ? [2, 3, 4, 4, 5] : [4, 5, 5])
  const data = { survey: 'ces', score, best: 5, words: null }
  pen.touch(at + DAY + pen.dice.between(30, 500) * MINUTE, {
    kind: 'survey_answered',
    data,
    vehicle: car?.id ?? null,
    source: 'nordhaus.example/surveys',
  })
}

/** Writes a whole conversation into a customer's log. Answers its case. */
export function casework(pen: Pen, work: Casework): CaseId {
  const id = CaseId.parse(pen.id())
  const scene = {
    person: pen.person,
    model: work.model,
    plate: work.car?.plate ?? '',
    agent: work.owner.name,
    site: work.site.name,
    german: work.thread.german === true,
  }
  const desk: Desk = { ...work, pen, id, said: (text, at) => fill(text, { ...scene, at }) }
  claims(desk)
  tells(desk)
  ends(desk)
  return id
}
