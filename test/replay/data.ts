import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const lines = (rows: readonly unknown[]): string => rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')

/** A folder of data in the shapes that a replay reads, in words of our own. */
export async function writeData(folder: string): Promise<void> {
  await mkdir(join(folder, 'complaints'), { recursive: true })
  await mkdir(join(folder, 'dialogues'))
  const owners = Array.from({ length: 12 }, (_, place) => ({
    odi: 900 + place,
    make: 'TARN',
    narrative: ` THE DOOR NUMBER ${place} RATTLES AGAIN. `,
  }))
  await writeFile(
    join(folder, 'complaints/nhtsa_complaints.jsonl'),
    lines([...owners, '{"odi": 1,', { odi: 2, narrative: '   ' }, { odi: 900, narrative: 'Same number, other words.' }]),
  )
  const talk = {
    id: 'd-1',
    turns: [
      { role: 'customer', text: 'I need a car on Monday.' },
      { role: 'agent', text: 'Which one?' },
      { role: 'customer', text: 'The small one.' },
    ],
  }
  await writeFile(join(folder, 'dialogues/sgd_rentalcars.jsonl'), lines([talk]))
  await writeFile(
    join(folder, 'dialogues/multidogo_finance.jsonl'),
    lines([
      {
        id: 'm-1',
        customer_turns: [
          { turn: 0, text: 'hi' },
          { turn: 3, text: 'my rate is wrong' },
        ],
      },
    ]),
  )
}
