import { type Actor, mayAt } from '../../domain/actor.ts'
import { problem } from '../../domain/contract/problem.ts'
import { AskDevices, Devices, Wipe } from '../../domain/contract/sign-in.ts'
import type { AgentId, DeviceId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { said, unsaid } from '../auth/answer.ts'
import type { Vault } from '../auth/vault.ts'
import type { Log } from '../log.ts'
import { type DeskCallerOptions, deskCaller } from './desk-caller.ts'
import { type Caller, type Door, postDoor } from './door.ts'

export type DevicesDoorsOptions = DeskCallerOptions & {
  readonly vault: Pick<Vault, 'devices' | 'wipe' | 'live'>
  readonly log: Log
  /** Tells a desk that is connected now; one that is not is told at its next word. */
  readonly wiped: (agent: AgentId, device: DeviceId) => void
}

/** Whether somebody may decide over a colleague's devices: they are their own, or they administer every site of that colleague. */
function maySee(by: Row<'agent'>, of: Row<'agent'>): boolean {
  const actor: Actor = { kind: 'agent', id: by.id, name: by.name, grants: by.grants }
  return by.id === of.id || (of.grants.length > 0 && of.grants.every(({ site }) => mayAt(actor, site, 'admin')))
}

/** Where devices are listed, and given up when they are lost. */
export function devicesDoors(options: DevicesDoorsOptions): readonly Door[] {
  const { vault, reference, now, log, wiped } = options
  const allowed = async (agent: AgentId, caller: Caller) => {
    const by = await deskCaller(options, caller)
    if (!by) return { no: problem(401) }
    const of = await reference.agent(agent)
    return of && maySee(by, of) ? { no: null } : { no: problem(404, { field: 'agent' }) }
  }
  return [
    postDoor({
      path: '/v1/devices',
      summary: "Lists the devices at which an agent signed in; one's own, or for administrators of every site of theirs",
      auth: 'desk',
      body: AskDevices,
      answer: Devices,
      refuses: [400, 401, 404, 413, 415, 503],
      async handle({ agent }, caller) {
        const { no } = await allowed(agent, caller)
        return no ? unsaid(no) : said({ devices: [...(await vault.devices(agent))] })
      },
    }),
    postDoor({
      path: '/v1/devices/wipe',
      summary: 'Gives a lost device up: its sign-in ends, and what it holds is destroyed as soon as it reaches the hub',
      auth: 'desk',
      body: Wipe,
      answer: null,
      refuses: [400, 401, 404, 413, 415, 503],
      async handle({ agent, device }, caller) {
        const { no } = await allowed(agent, caller)
        if (no) return unsaid(no)
        if (!(await vault.wipe(agent, device, now()))) return unsaid(problem(404, { field: 'device' }))
        log.info('device.wiped', { agent, device })
        wiped(agent, device)
        return said(null)
      },
    }),
  ]
}
