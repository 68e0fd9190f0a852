import type { z } from 'zod'
import type { Said } from '../auth/answer.ts'
import { readInput } from './read-input.ts'

/** Who is at a door, from the connection and the headers; never from the body. */
export type Caller = {
  readonly address: string
  /** What stands after `Bearer` in the Authorization header. */
  readonly bearer: string | null
  /** What stands in `forecourt-replay`. */
  readonly replay: string | null
}

/** One door of the HTTP interface: its route, its parser, its answer, and its page in the documentation. */
export type Door = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly summary: string
  readonly auth: 'none' | 'desk' | 'visitor' | 'events'
  readonly body: z.ZodType | null
  /** Null answers 204. */
  readonly answer: z.ZodType | null
  /** Content types beside application/json. */
  readonly types: readonly string[]
  /** Whether a page of a dealer's site calls it. */
  readonly cross: boolean
  readonly refuses: readonly number[]
  readonly handle: (body: unknown, caller: Caller) => Promise<Said<unknown>>
}

type Post<B> = Pick<Door, 'path' | 'summary' | 'refuses' | 'answer'> &
  Partial<Pick<Door, 'auth' | 'cross' | 'types'>> & {
    readonly body: z.ZodType<B>
    readonly handle: (body: B, caller: Caller) => Promise<Said<unknown>>
  }

/** A door that takes a body: nothing reaches its handler but what the schema allows, whatever the content type said. */
export function postDoor<B>({ handle, body, ...rest }: Post<B>): Door {
  return {
    method: 'POST',
    auth: 'none',
    cross: false,
    types: [],
    ...rest,
    body,
    async handle(value, caller) {
      const input = readInput(body, value)
      return input.ok ? handle(input.value, caller) : input
    },
  }
}
