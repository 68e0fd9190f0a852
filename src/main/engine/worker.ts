import { parentPort } from 'node:worker_threads'
import type { Answers } from '../../domain/contract/bridge.ts'
import { wallClock } from './clock.ts'
import { DeskEngine } from './engine.ts'
import { Journal } from './outbox/journal.ts'
import { argumentOf, type Start, ToEngine, type Told } from './port.ts'
import { isDamaged, type Unopened, unopened, whyUnopened } from './store/failure.ts'
import { belongsTo } from './store/owner.ts'
import { distrust, openOrRescue, type Rescued } from './store/rescue.ts'
import type { Store } from './store/store.ts'
import type { Telling } from './uplink.ts'

const port = parentPort
if (!port) throw new Error('the engine runs as a worker')

const tell = (told: Told): void => port.postMessage(told)
let engine: DeskEngine | null = null

const telling: Telling = {
  fact: (fact, value) => tell({ is: 'fact', fact, value } as Told),
  confirmed: () => tell({ is: 'confirmed' }),
  broken: failedAtWork,
  tickets: (tickets) => tell({ is: 'tickets', tickets }),
  expired: (reason) => tell({ is: 'expired', reason }),
}

const journalOf = ({ file, key }: Start): Journal | null => (file === ':memory:' ? null : new Journal(file, key))

function made(store: Store, start: Start): DeskEngine | Unopened {
  try {
    if (belongsTo(store, start)) return new DeskEngine({ store, start, clock: wallClock, telling, journal: journalOf(start) })
    store.close()
    return unopened('foreign')
  } catch (error) {
    store.close()
    const why = whyUnopened(error)
    if (why) return why
    throw error
  }
}

/** A disk that refuses in the middle of a rescue is an answer like any other: the damaged file is still there. */
function openedOf(start: Start): Rescued {
  try {
    return openOrRescue(start, Date.now())
  } catch (error) {
    const why = whyUnopened(error)
    if (!why) throw error
    return { opened: { ok: false, unopened: why }, rescued: null }
  }
}

function begin(start: Start): void {
  const { opened, rescued } = openedOf(start)
  const begun = opened.ok ? made(opened.store, start) : opened.unopened
  if (!(begun instanceof DeskEngine)) {
    tell({ is: 'unopened', unopened: begun })
    return
  }
  engine = begun
  tell({ is: 'started' })
  if (rescued) telling.fact('rescued', rescued)
  begun.start()
}

/** A database found damaged at work is not worked on: the engine ends, and the next start rescues what is unsent. */
function failedAtWork(error: unknown): void {
  if (!engine || !isDamaged(error)) return
  distrust(engine.replica.store.file)
  setImmediate(() => {
    throw error
  })
}

async function answer({ n, ask, argument }: Extract<ToEngine, { is: 'ask' }>): Promise<void> {
  try {
    const parsed = argumentOf(ask, argument)
    if (!engine || !parsed) throw new Error(engine ? `malformed ${ask}` : 'not started')
    // Which parser was used says which answer it is; the compiler cannot follow that through a union.
    const answering = engine.answers[ask] as (
      argument: unknown,
    ) => Extract<Told, { is: 'answer' }>['answer'] | Promise<Answers['blob' | 'audit']>
    const answered = answering(parsed.argument)
    tell({ is: 'answer', n, answer: answered instanceof Promise ? await answered : answered })
  } catch (error) {
    // The edge of the worker: whoever asked is told, the others go on.
    failedAtWork(error)
    tell({ is: 'failed', n, message: String(error) })
  }
}

function stop(): void {
  engine?.stop()
  tell({ is: 'stopped' })
  port?.close()
}

port.on('message', (input: unknown) => {
  const told = ToEngine.parse(input)
  if (told.is === 'ask') void answer(told)
  else if (told.is === 'start') begin(told.start)
  else if (told.is === 'tickets') engine?.renewed(told.tickets)
  else if (told.is === 'resume') engine?.resume()
  else stop()
})
