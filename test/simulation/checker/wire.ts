import { zstdDecompressSync } from 'node:zlib'
import type { World } from '../world/world.ts'
import { standsIn } from './journal.ts'

interface Sent {
  readonly epoch: string
  readonly to: number
  readonly reset: boolean
  readonly rows: readonly { readonly kind: string; readonly id: string; readonly ver: number; readonly body: { readonly id: string } }[]
  readonly pages: readonly { readonly scope: string; readonly rows: Sent['rows'] }[]
  readonly decided: readonly { readonly command: string; readonly outcome: object }[]
}

interface Pushed {
  readonly commands: readonly { readonly id: string }[]
}

const textOf = (packed: unknown): string => (typeof packed === 'string' ? packed : zstdDecompressSync(packed as Uint8Array).toString())

/** Reads everything the hubs send to the desks, and what the desks say to them. */
export class Watch {
  readonly #world: World
  readonly #ends = new Map<string, string>()

  constructor(world: World) {
    this.#world = world
    for (const desk of world.desks) {
      desk.parts.caller.tap = (event, [packed]) => {
        if (event === 'frame') this.#frame(desk.name, desk.agent, JSON.parse(textOf(packed)))
      }
      desk.parts.caller.sent = (event, [words]) => {
        if (event === 'push') for (const { id } of (words as Pushed).commands) this.#pushed(id)
      }
    }
  }

  #pushed(command: string): void {
    const { sent, timeline } = this.#world
    sent.set(command, [...(sent.get(command) ?? []), timeline.now])
  }

  #frame(name: string, agent: string, frame: Sent): void {
    const era = this.#world.journal.era(frame.epoch)
    if (!era) {
      this.#world.fault(`I18 ${name} is sent an epoch that never was`)
      return
    }
    const may = era.may(agent, frame.to)
    for (const { kind, body } of frame.rows) {
      if (!standsIn({ kind, row: body }).some(may))
        this.#world.fault(`I11 ${name} is sent ${kind} ${body.id}, which it may not see at ${frame.to}`)
    }
    for (const { scope, rows } of frame.pages) {
      if (!may(scope)) this.#world.fault(`I11 ${name} is sent a page of ${scope} at ${frame.to}`)
      for (const { kind, body } of rows) {
        if (!standsIn({ kind, row: body }).includes(scope)) this.#world.fault(`I11 ${name} is sent ${kind} ${body.id} as part of ${scope}`)
      }
    }
    for (const row of [...frame.rows, ...frame.pages.flatMap((page) => page.rows)]) {
      if (row.ver > frame.to) this.#world.fault(`I4 ${name} is sent ${row.kind} ${row.id} of ${row.ver} in a frame to ${frame.to}`)
    }
    for (const { command, outcome } of frame.decided) {
      const end = JSON.stringify(outcome)
      const before = this.#ends.get(`${frame.epoch} ${command}`)
      if (before !== undefined && before !== end) this.#world.fault(`I2 ${command} ended as ${before} and as ${end}`)
      this.#ends.set(`${frame.epoch} ${command}`, end)
    }
  }
}
