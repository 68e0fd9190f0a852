import { isIP } from 'node:net'
import { posix, win32 } from 'node:path'
import { z } from 'zod'

/** The hub's settings, parsed once at start and never changed. */
export type Config = Readonly<{
  home: string
  port: number
  host: string
  databaseUrl: string | null
  redisUrl: string | null
  log: 'silent' | 'error' | 'info' | 'debug'
  sample: boolean
  publicOrigins: readonly string[]
  watching: Watching
}>

/**
 * How a supervisor may look on: unseen by the agent, seen, or seen and reading what the agent writes before it is sent. Nobody
 * is read unseen.
 */
export type Watching = 'hidden' | 'shown' | 'preview'

/** Either the settings, or one sentence for each setting that is wrong. */
export type ParsedConfig = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly sentences: readonly string[] }

/** What the defaults depend on. */
export type Machine = { readonly platform: string; readonly userFolder: string }

type Environment = Readonly<Record<string, string | undefined>>

/** What each setting allows, in the words of the sentence that names a wrong one. */
const allowed: Readonly<Record<string, string>> = {
  FORECOURT_HOME: 'the full path of a folder',
  FORECOURT_PORT: 'a whole number from 0 to 65535 (0: any free port)',
  FORECOURT_HOST: 'an IP address of this machine, or "localhost"',
  DATABASE_URL: 'a URL that begins with postgres:// or postgresql://',
  REDIS_URL: 'a URL that begins with redis:// or rediss://',
  FORECOURT_LOG: 'silent, error, info or debug',
  FORECOURT_SAMPLE: '0 or 1',
  FORECOURT_PUBLIC_ORIGINS: 'origins like https://dealer.example, with commas between them and nothing after the host',
  FORECOURT_WATCHING: 'hidden, shown or preview',
}

/** These may hold a password, so the wrong value is not repeated. */
const secret = new Set(['DATABASE_URL', 'REDIS_URL'])

/** Reads the hub's settings from the environment; an empty one counts as not set. */
export function parseConfig(environment: Environment, machine: Machine): ParsedConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema(environment, machine).safeParse(given)
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
    return { ok: false, sentences: [...wrong].map((name) => sentence(name, environment[name])) }
  }
  const set = parsed.data
  return {
    ok: true,
    config: Object.freeze({
      home: set.FORECOURT_HOME,
      port: set.FORECOURT_PORT,
      host: set.FORECOURT_HOST,
      databaseUrl: set.DATABASE_URL,
      redisUrl: set.REDIS_URL,
      log: set.FORECOURT_LOG,
      sample: set.FORECOURT_SAMPLE === '1',
      publicOrigins: Object.freeze(set.FORECOURT_PUBLIC_ORIGINS),
      watching: set.FORECOURT_WATCHING,
    }),
  }
}

function schema(environment: Environment, machine: Machine) {
  const path = machine.platform === 'win32' ? win32 : posix
  return z.object({
    FORECOURT_HOME: z
      .string()
      .refine((folder) => path.isAbsolute(folder))
      .default(defaultHome(environment, machine)),
    FORECOURT_PORT: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port <= 65_535)
      .default(4070),
    FORECOURT_HOST: z
      .string()
      .refine((host) => host === 'localhost' || isIP(host) !== 0)
      .default('127.0.0.1'),
    DATABASE_URL: url(['postgres:', 'postgresql:']),
    REDIS_URL: url(['redis:', 'rediss:']),
    FORECOURT_LOG: z.enum(['silent', 'error', 'info', 'debug']).default('info'),
    FORECOURT_SAMPLE: z.enum(['0', '1']).default('0'),
    FORECOURT_PUBLIC_ORIGINS: z
      .string()
      .transform((list) => list.split(',').map((origin) => origin.trim()))
      .refine((origins) => origins.every(isOrigin))
      .default([]),
    FORECOURT_WATCHING: z.enum(['hidden', 'shown', 'preview']).default('shown'),
  })
}

function url(protocols: readonly string[]) {
  return z
    .string()
    .refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''))
    .nullable()
    .default(null)
}

function isOrigin(text: string): boolean {
  const parsed = URL.parse(text)
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.origin === text
}

/** The folder the platform keeps a program's data in; the desk uses the same one. */
export function defaultHome(environment: Environment, { platform, userFolder }: Machine): string {
  if (platform === 'win32') return win32.join(environment.APPDATA || win32.join(userFolder, 'AppData', 'Roaming'), 'Forecourt')
  if (platform === 'darwin') return posix.join(userFolder, 'Library', 'Application Support', 'Forecourt')
  return posix.join(environment.XDG_CONFIG_HOME || posix.join(userFolder, '.config'), 'forecourt')
}

function sentence(name: string, value: string | undefined): string {
  const said = secret.has(name) ? 'has a value' : `is "${value}"`
  return `${name} ${said} that is not allowed. Allowed is ${allowed[name]}.`
}
