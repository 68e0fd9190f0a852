import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { state } from './state.ts'

const set = new Map<string, string>()

function appData(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
}

const folders: Readonly<Record<string, string>> = {
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
}

/** app.getPath, for an app of this name. */
export function appPath(name: string, appName: string): string {
  const chosen = set.get(name)
  if (chosen !== undefined) return chosen
  const folder = folders[name]
  if (folder !== undefined) return join(homedir(), folder)
  const userData = set.get('userData') ?? join(appData(), appName)
  const known: Readonly<Record<string, string>> = {
    home: homedir(),
    appData: appData(),
    temp: tmpdir(),
    exe: process.execPath,
    module: process.execPath,
    userData,
    sessionData: userData,
    logs: join(userData, 'logs'),
    crashDumps: join(userData, 'Crashpad'),
  }
  const path = known[name]
  if (path === undefined) throw new Error(`Failed to get '${name}' path`)
  return path
}

/** app.setPath. The session is bound to its folder once Chromium runs, where Electron would go on with the old one and say nothing. */
export function setAppPath(name: string, path: string): void {
  if ((name === 'userData' || name === 'sessionData') && state.chromium) {
    throw new Error(`app.setPath('${name}') must come before ready: the session already uses the old path.`)
  }
  mkdirSync(path, { recursive: true })
  set.set(name, path)
}
