/** What a replay has done so far. */
export interface Tally {
  begun: number
  done: number
  said: number
  before: number
  refused: number
  retries: number
  /** Why the last retry was made. */
  why: string
  firstRefusal: string
}

export const newTally = (): Tally => ({ begun: 0, done: 0, said: 0, before: 0, refused: 0, retries: 0, why: '', firstRefusal: '' })

/** The one line that is shown while it runs. */
export function lineOf(tally: Tally, total: number, seconds: number): string {
  const rate = seconds > 0 ? (tally.done / seconds).toFixed(1) : '0.0'
  const parts = [`replay ${tally.done} of ${total}`, `${rate} a second`, `${tally.begun - tally.done} under way`]
  if (tally.before > 0) parts.push(`${tally.before} messages were there already`)
  if (tally.retries > 0) parts.push(`${tally.retries} tries again (${tally.why})`)
  if (tally.refused > 0) parts.push(`${tally.refused} refused`)
  return parts.join(', ')
}

/** What is said at the end. */
export function summaryOf(tally: Tally, { total, seconds, unreadable }: { total: number; seconds: number; unreadable: number }): string {
  const lines = [
    `${tally.done} of ${total} conversations in ${seconds.toFixed(0)} s: ${tally.said} messages sent, ${tally.before} were there already.`,
  ]
  if (tally.retries > 0) lines.push(`${tally.retries} tries had to be made again, the last because of: ${tally.why}.`)
  if (unreadable > 0) lines.push(`${unreadable} lines of the data hold nothing that can be said, and were left out.`)
  if (tally.refused > 0) lines.push(`${tally.refused} were refused, the first because: ${tally.firstRefusal}`)
  return lines.join('\n')
}

interface Out {
  readonly isTTY?: boolean
  write(text: string): unknown
}

const QUIET_MS = 10_000

/** Shows the line in place on a terminal; where output is kept in a file, a line now and then. */
export function showing(out: Out): { readonly show: (line: string) => void; readonly end: () => void } {
  let last = 0
  let length = 0
  return {
    show(line) {
      if (out.isTTY) {
        out.write(`\r${line.padEnd(length)}`)
        length = line.length
      } else if (Date.now() - last >= QUIET_MS) {
        last = Date.now()
        out.write(`${line}\n`)
      }
    },
    end() {
      if (out.isTTY && length > 0) out.write('\n')
    },
  }
}
