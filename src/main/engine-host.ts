import { join } from 'node:path'
import type { SignInReason } from '../domain/contract/bridge.ts'
import type { Tickets } from '../domain/contract/sign-in.ts'
import { Engine, type Listening } from './engine/client.ts'
import { leftOf } from './lease.ts'
import { reasonOf } from './reasons.ts'
import type { Opened } from './sign-in.ts'

/** Tickets for the engine: without an access ticket it asks for one with the refresh ticket as soon as there is a line. */
const ticketsOf = ({ access, kept }: Opened): Tickets => ({
  access: access?.token ?? '',
  accessUntil: access?.until ?? 0,
  refresh: kept.refresh,
})

/** Starts the engine on an opened profile. */
export async function startEngine(opened: Opened, folder: string, listening: Listening): Promise<Engine | SignInReason> {
  const { profile, key, kept } = opened
  const started = await Engine.start(
    { engine: join(folder, 'engine.cjs'), search: join(folder, 'search.cjs') },
    {
      file: join(opened.folder, 'desk.db'),
      key: new Uint8Array(key),
      hub: profile.hub,
      device: profile.device,
      agent: kept.agent,
      tickets: ticketsOf(opened),
      lease: leftOf(kept.lease),
    },
    listening,
  )
  return started.ok ? started.engine : reasonOf(started.why.code)
}
