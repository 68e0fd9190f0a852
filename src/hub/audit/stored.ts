/** A decision as the audit keeps it, every column as text, so that no value is too strange to be looked at. */
export interface StoredEntry {
  readonly seq: string
  /** Its place among what was decided under the same number. */
  readonly place: string
  readonly command: string
  readonly at: string
  readonly actor: string
  readonly name: string
  /** Null where what is stored is not a plain list. */
  readonly roots: readonly (string | null)[] | null
  readonly code: string | null
  readonly case: string | null
  readonly message: string | null
  /** The mark of the reason given, in hex. */
  readonly why: string | null
  /** Over all of the above, in hex. */
  readonly digest: string
}

/** The words of a reason: apart from the audit, so that they can be erased while the chain goes on holding. */
export interface StoredReason {
  readonly salt: string
  readonly words: string
}

/** What binds a number of the feed to the one before, and to its entries. */
export interface StoredLink {
  readonly seq: string
  readonly epoch: string
  readonly link: string
}

/** A stretch of the chain: its links, and every entry after the stretch before, with or without a link. */
export interface ChainPiece {
  readonly links: readonly StoredLink[]
  readonly entries: readonly (StoredEntry & { readonly reason: StoredReason | null })[]
}

/** Where the feed says its chain begins and ends. */
export interface ChainStand {
  /** Up to this number the links were made afterwards, from what was found. */
  readonly linkedAfter: string
  readonly head: string
  readonly link: string
}

/** A decision about a case, for a person who looks. */
export interface Decision {
  readonly seq: number
  readonly at: number
  readonly command: string
  readonly actor: string
  readonly name: string
  readonly code: string | null
  readonly message: string | null
  /** The reason in its words; null where none was given, or it was erased. */
  readonly why: string | null
}

export interface CaseSpan {
  readonly case: string
  /** Only what was decided under lower numbers; null for the newest. */
  readonly before: number | null
  /** How many, but all of one number or none: it is never divided. */
  readonly most: number
}
