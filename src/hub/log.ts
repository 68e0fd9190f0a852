const ranks = { silent: 0, error: 1, info: 2, debug: 3 } as const

/** How much the hub says of itself. */
export type LogLevel = keyof typeof ranks

/** What happened: a noun and what became of it, never a sentence. */
export type LogEvent = `${string}.${string}`

/** Everything a log line may carry. Numbers, ids and codes only: there is no field that words of a customer would fit. */
export type LogFields = {
  readonly ms?: number
  readonly count?: number
  readonly bytes?: number
  readonly pid?: number
  readonly port?: number
  readonly status?: number
  readonly from?: number
  readonly to?: number
  readonly code?: string
  readonly command?: string
  readonly channel?: string
  readonly group?: string
  readonly agent?: string
  readonly device?: string
  readonly case?: string
  readonly party?: string
  readonly request?: string
}

/** Says what happened in the hub; one method a level. */
export type Log = Readonly<Record<'error' | 'info' | 'debug', (event: LogEvent, fields?: LogFields) => void>>

export type LogOptions = {
  readonly level: LogLevel
  readonly now: () => number
  readonly write: (line: string) => void
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
// Short, and neither an address, a telephone number nor two words.
const word = /^(?!\d{6})[A-Za-z0-9][\w.:-]{0,39}$/
const number = /^-?\d+(\.\d+)?$/

/** What each field must look like. Types end at a cast or a driver's error; this does not. */
const shapes: Readonly<Record<keyof LogFields, RegExp>> = {
  ms: number,
  count: number,
  bytes: number,
  pid: number,
  port: number,
  status: number,
  from: number,
  to: number,
  code: word,
  command: word,
  channel: word,
  group: uuid,
  agent: uuid,
  device: uuid,
  case: uuid,
  party: uuid,
  request: uuid,
}

const names = Object.keys(shapes).filter((name): name is keyof LogFields => name in shapes)

/** A log of JSON lines that keeps only known fields of the expected shape; the rest is withheld, not trusted. */
export function openLog({ level, now, write }: LogOptions): Log {
  const at =
    (of: keyof Log) =>
    (event: LogEvent, fields: LogFields = {}) => {
      if (ranks[of] > ranks[level]) return
      write(
        `${JSON.stringify({ at: new Date(now()).toISOString(), level: of, event: word.test(event) ? event : 'withheld', ...keep(fields) })}\n`,
      )
    }
  return { error: at('error'), info: at('info'), debug: at('debug') }
}

function keep(fields: LogFields): Record<string, string | number> {
  return Object.fromEntries(
    names.flatMap((name): [string, string | number][] => {
      const value = fields[name]
      if (value === undefined) return []
      return [[name, shapes[name].test(String(value)) ? value : 'withheld']]
    }),
  )
}
