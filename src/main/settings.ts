import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** What the environment says, read once. */
export interface Settings {
  /** Where all local data of this machine lies. */
  readonly home: string
  /** The hub offered on the sign-in screen. */
  readonly hub: string | null
  /** `address:password` to sign in with at start: for the sample group on this machine only. */
  readonly signIn: { readonly email: string; readonly password: string } | null
}

type Environment = Readonly<Record<string, string | undefined>>

/** Where the platform keeps an app's data. */
function platformHome(platform: NodeJS.Platform, env: Environment): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Forecourt')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Forecourt')
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'forecourt')
}

function credentials(text: string | undefined): Settings['signIn'] {
  const cut = text?.indexOf(':') ?? -1
  return text === undefined || cut < 1 ? null : { email: text.slice(0, cut), password: text.slice(cut + 1) }
}

/** Reads the settings; a wrong one is named with what is allowed. */
export function settingsOf(env: Environment, platform: NodeJS.Platform): Settings {
  const home = env.FORECOURT_HOME ?? platformHome(platform, env)
  if (!isAbsolute(home)) throw new Error(`FORECOURT_HOME is "${home}": give the whole path of a folder, such as /var/lib/forecourt.`)
  return { home, hub: env.FORECOURT_HUB ?? null, signIn: credentials(env.FORECOURT_SIGN_IN) }
}
