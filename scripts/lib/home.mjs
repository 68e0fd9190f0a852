// @ts-check
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where hub and desk keep their data unless FORECOURT_HOME says otherwise: the platform's folder for it. */
export function home() {
  if (process.env.FORECOURT_HOME) return process.env.FORECOURT_HOME
  if (process.platform === 'win32') return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Forecourt')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Forecourt')
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'forecourt')
}
