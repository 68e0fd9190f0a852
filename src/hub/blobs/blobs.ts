/** How far the bytes of a hash have come. `whole`: all are here, and they are those that the hash names. */
export interface Held {
  readonly received: number
  readonly length: number
  readonly whole: boolean
}

/** The next bytes of a file, as a desk sends them. */
export interface Chunk {
  readonly sha256: string
  readonly offset: number
  readonly length: number
  readonly bytes: Uint8Array
  readonly at: number
}

/**
 * What became of a chunk. `elsewhere`: it does not join on to what is here, which tells where to go on. `wrong`: with it
 * the file was whole, and was not what its hash names; all of it is forgotten.
 */
export type Appended =
  | { readonly kind: 'taken'; readonly held: Held }
  | { readonly kind: 'elsewhere'; readonly held: Held }
  | { readonly kind: 'wrong' }

/** The bytes of files, by the hash of their content. One implementation in PostgreSQL, one in memory for tests. */
export interface Blobs {
  /** Null where nothing of it has come. */
  held(sha256: string): Promise<Held | null>
  /** Takes bytes in, whole or not at all. Two who send the same file at once are told apart by where they say they are. */
  append(chunk: Chunk): Promise<Appended>
  /** Forgets what was begun before a time and never became whole: whoever goes on with it later begins anew. */
  forget(before: number): Promise<void>
  /** The bytes in [from, to) of a file that is whole, in pieces that fit into memory. */
  read(sha256: string, from: number, to: number): AsyncIterable<Uint8Array>
}
