// An engine in a process of its own, to be killed: it writes notes as fast as it can and reports each one that was kept.
import { randomBytes } from 'node:crypto'
import { uuidv7 } from '../../src/domain/id.ts'
import { Start } from '../../src/main/engine/port.ts'
import { TestDesk } from './desk.ts'

const { folder, start, named, from } = JSON.parse(process.argv[2] ?? '{}')
const { key, ...rest } = start
const desk = new TestDesk({ folder, key: new Uint8Array(key), ...Start.omit({ file: true, key: true }).parse(rest) })
desk.engine.start()

let word = Number(from)
const say = (): void => {
  const text = `word ${word++}`
  const receipt = desk.run('message.note', { ...named, message: uuidv7(Date.now(), randomBytes(10)), text })
  if (receipt.kept) process.send?.({ kept: text })
  setTimeout(say, 3)
}
process.send?.({ cursor: desk.engine.replica.cursor })
say()
