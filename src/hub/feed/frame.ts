import { zstdCompressSync } from 'node:zlib'
import type { Packed } from '../../domain/contract/wire.ts'
import type { Scope } from '../../domain/scope.ts'
import type { PageText, Ref } from '../store/store.ts'
import type { Cargo } from './cargo.ts'

/** A page of a scope's snapshot on its way. */
export type ScopePage = PageText & { readonly scope: Scope; readonly after: Ref | null }

/** A frame before it is text (`domain/contract/wire.ts` says what each part means). */
export interface FrameParts {
  readonly epoch: string
  readonly reset: boolean
  readonly resync: boolean
  readonly from: number
  readonly to: number
  readonly head: number
  readonly at: number
  readonly cargo: Cargo
  readonly pages: readonly ScopePage[]
  readonly leave: readonly Scope[]
  readonly again: readonly Scope[]
}

const pageText = ({ scope, after, rows, next }: ScopePage): string =>
  `{"scope":"${scope}","after":${JSON.stringify(after)},"rows":${rows},"next":${JSON.stringify(next)}}`

/** Puts a frame together from texts that the database made: no row becomes an object on its way. */
export function frameText({ epoch, reset, resync, from, to, head, at, cargo, pages, leave, again }: FrameParts): string {
  const place = `{"epoch":"${epoch}","reset":${reset},"resync":${resync},"from":${from},"to":${to},"head":${head},"at":${at}`
  const moved = `"rows":[${cargo.rows.join(',')}],"gone":[${cargo.gone.join(',')}],"decided":[${cargo.decided.join(',')}]`
  const scopes = `"leave":${JSON.stringify(leave)},"again":${JSON.stringify(again)}`
  return `${place},${moved},"pages":[${pages.map(pageText).join(',')}],${scopes}}`
}

/** Below this a frame travels as it is: compressing would save less than a packet. */
const WORTH = 2_048

/** A frame as it travels. */
export const pack = (text: string): Packed => (text.length < WORTH ? text : zstdCompressSync(Buffer.from(text)))

export const sizeOf = (packed: Packed): number => (typeof packed === 'string' ? Buffer.byteLength(packed) : packed.byteLength)
