import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { proposeKind } from '../../../src/domain/rules/intake.ts'
import { safetyWords } from '../../../src/domain/rules/safety.ts'

/** Real complaints and real small talk, where they lie beside the project; nothing of them is kept in it. */
const data = join(import.meta.dirname, '../../../../shared/data')
const present = existsSync(join(data, 'complaints/nhtsa_complaints.jsonl'))
const lines = <T>(file: string): readonly T[] =>
  readFileSync(join(data, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): T => JSON.parse(line))

const share = <T>(rows: readonly T[], holds: (row: T) => boolean): number => rows.filter(holds).length / rows.length
const percent = (part: number): string => `${(part * 100).toFixed(1)} %`

interface Complaint {
  readonly crash: boolean
  readonly fire: boolean
  readonly narrative: string
}

test.skipIf(!present)('of real complaints with a fire or a crash the banner misses few (skipped where the data is not at hand)', () => {
  const rows = lines<Complaint>('complaints/nhtsa_complaints.jsonl')
  const alarmed = (row: Complaint) => safetyWords(row.narrative) !== null
  const [fires, crashes, others] = [
    rows.filter((row) => row.fire),
    rows.filter((row) => row.crash),
    rows.filter((r) => !r.fire && !r.crash),
  ]
  const recall = { fire: share(fires, alarmed), crash: share(crashes, alarmed) }
  const n = `fire ${percent(recall.fire)} of ${fires.length}, crash ${percent(recall.crash)} of ${crashes.length}`
  console.info(`safety alarm: recall ${n}; raised in ${percent(share(others, alarmed))} of the ${others.length} complaints with neither`)
  expect(recall.fire).toBeGreaterThan(0.97)
  expect(recall.crash).toBeGreaterThan(0.93)
})

test.skipIf(!present)('everyday questions seldom raise the banner or pass for complaints (skipped where the data is not at hand)', () => {
  const asked = lines<{ readonly text: string }>('intents/clinc_auto.jsonl').map((row) => row.text)
  const booked = lines<{ readonly turns: readonly { readonly role: string; readonly text: string }[] }>('dialogues/sgd_rentalcars.jsonl')
    .flatMap((row) => row.turns)
    .filter((turn) => turn.role === 'customer')
    .map((turn) => turn.text)
  const everyday = [...asked, ...booked]
  const alarms = share(everyday, (text) => safetyWords(text) !== null)
  const complaints = share(everyday, (text) => proposeKind(text) === 'complaint')
  console.info(`everyday questions: ${everyday.length}, alarm ${percent(alarms)}, taken for complaints ${percent(complaints)}`)
  expect(alarms).toBeLessThan(0.005)
  expect(complaints).toBeLessThan(0.005)
})
