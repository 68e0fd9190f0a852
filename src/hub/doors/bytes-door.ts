import type { z } from 'zod'
import type { Problem } from '../../domain/contract/problem.ts'
import type { Caller } from './door.ts'
import { readInput } from './read-input.ts'

type Headers = Readonly<Record<string, string>>

/** What a door for bytes is asked: in its path, in its headers, and with bytes where it takes any. */
type Asked = { readonly params: unknown; readonly headers: unknown; readonly body: Uint8Array }

/** What it answers. */
export type Given =
  | { readonly ok: true; readonly status: number; readonly headers: Headers; readonly bytes: AsyncIterable<Uint8Array> | null }
  | { readonly ok: false; readonly problem: Problem; readonly headers?: Headers }

/** A door for bytes instead of JSON: the same parser in front of it, the same page in the documentation. */
export type BytesDoor = {
  readonly method: 'HEAD' | 'GET' | 'PATCH'
  readonly path: string
  readonly summary: string
  readonly auth: 'desk'
  readonly params: z.ZodObject
  readonly headers: z.ZodObject
  /** The one media type of its body; null where it takes none. */
  readonly takes: string | null
  /** What each good answer is, by its status. */
  readonly answers: Readonly<Record<number, string>>
  readonly refuses: readonly number[]
  readonly handle: (asked: Asked, caller: Caller) => Promise<Given>
}

type Parsed<P, H> = {
  readonly params: P
  readonly headers: H
  readonly body: Uint8Array
}

type Parts<P, H> = Pick<BytesDoor, 'method' | 'path' | 'summary' | 'takes' | 'answers' | 'refuses'> & {
  readonly params: z.ZodObject & z.ZodType<P>
  readonly headers: z.ZodObject & z.ZodType<H>
  readonly handle: (asked: Parsed<P, H>, caller: Caller) => Promise<Given>
}

/** A door for bytes: nothing reaches its handler but what its schemas allow. */
export function bytesDoor<P, H>({ handle, ...rest }: Parts<P, H>): BytesDoor {
  return {
    auth: 'desk',
    ...rest,
    async handle(asked, caller) {
      const params = readInput(rest.params, asked.params)
      if (!params.ok) return params
      const headers = readInput(rest.headers, asked.headers)
      return headers.ok ? handle({ params: params.value, headers: headers.value, body: asked.body }, caller) : headers
    },
  }
}
