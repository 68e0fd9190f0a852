/** Why a hub would not start on its database; `message` is a sentence for the person who started it. */
export type RefusalCode =
  | 'in-use'
  | 'newer-data'
  | 'older-data'
  | 'not-a-database'
  | 'place-gone'
  | 'no-package'
  | 'no-account'
  | 'cannot-start'
  | 'unfit-server'
  | 'newer-schema'
  | 'other-schema'

/** Thrown only while starting: nothing can be done without a database, so one catch at the root prints it and ends. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
  readonly code: RefusalCode

  constructor(code: RefusalCode, sentence: string) {
    super(sentence)
    this.code = code
  }
}
