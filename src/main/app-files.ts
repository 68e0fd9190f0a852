import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export interface AppFile {
  readonly status: 200 | 403 | 404
  readonly type: string
  readonly body: Uint8Array | null
}

const none = (status: 403 | 404): AppFile => ({ status, type: 'text/plain', body: null })

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** One file of the built renderer by its URL path, never one outside its folder and never of a type we do not ship. */
export async function appFile(folder: string, path: string): Promise<AppFile> {
  const name = decoded(path === '/' ? '/index.html' : path)
  if (name === null || name.includes('\0')) return none(403)
  const file = normalize(join(folder, name))
  if (!file.startsWith(folder + sep)) return none(403)
  const type = types[extname(file)]
  if (!type) return none(404)
  const body = await readFile(file).catch(() => null)
  return body ? { status: 200, type, body: new Uint8Array(body) } : none(404)
}
