import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { type Absorbed, absorb } from '../../src/main/engine/absorb.ts'
import type { Clock } from '../../src/main/engine/clock.ts'
import { Replica } from '../../src/main/engine/replica.ts'
import { run } from '../../src/main/engine/run.ts'
import { open } from '../../src/main/engine/store/open.ts'
import type { Store } from '../../src/main/engine/store/store.ts'
import { agentRow } from './desk.ts'
import { freshFolder, removeFolder } from './folder.ts'
import { NOW } from './rows.ts'

/** A replica in a file of its own for each test of a file, and the ways to kill and reopen it. */
export interface OwnReplica {
  readonly replica: Replica
  readonly store: Store
  readonly file: string
  readonly key: Uint8Array
  /** The hand-turned clock that commands are said by. */
  readonly clock: Clock & { at: number }
  /** Closes without a farewell and opens again, as after a kill. */
  reopen(): Replica
  absorb(frame: object): Absorbed
  run(name: string, args: Parameters<typeof run>[1]['args'], more?: Partial<Parameters<typeof run>[1]>): ReturnType<typeof run>
}

export function ownReplica(): OwnReplica {
  let folder = ''
  let store: Store
  let replica: Replica
  const key = new Uint8Array(randomBytes(32))
  const clock = {
    at: NOW,
    now: () => clock.at,
    elapsed: () => clock.at,
    random: () => 0.5,
    bytes: (count: number) => new Uint8Array(randomBytes(count)),
    later: () => () => undefined,
  }
  const start = (): Replica => {
    const opened = open({ file: join(folder, 'desk.db'), key })
    if (!opened.ok) throw new Error(opened.unopened.sentence)
    store = opened.store
    replica = new Replica(store, agentRow())
    return replica
  }
  beforeEach(async () => {
    folder = await freshFolder('replica')
    clock.at = NOW
    start()
  })
  afterEach(async () => {
    store.close()
    await removeFolder(folder)
  })
  return {
    get replica() {
      return replica
    },
    get store() {
      return store
    },
    get file() {
      return join(folder, 'desk.db')
    },
    key,
    clock,
    reopen() {
      store.close()
      return start()
    },
    absorb: (frame) => absorb(replica, frame),
    run: (name, args, more = {}) => run(replica, { name, version: 1, args, after: [], ...more }, { clock, hubAt: clock.at }),
  }
}
