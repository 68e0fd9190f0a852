import { type Log, openLog } from '../../src/hub/log.ts'

/** A log that is kept, so a test can read what was said. */
export function keptLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = []
  return { lines, log: openLog({ level: 'debug', now: () => 0, write: (line) => lines.push(line) }) }
}
