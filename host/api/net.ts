import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { modelled } from '../modelled.ts'
import { schemeHandlers } from './protocol.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

async function fromDisk(url: string): Promise<Response> {
  const path = fileURLToPath(url)
  const body = await readFile(path).catch(() => undefined)
  if (!body) throw new TypeError('net::ERR_FILE_NOT_FOUND')
  return new Response(new Uint8Array(body), { headers: { 'content-type': types[extname(path)] ?? 'application/octet-stream' } })
}

/** Electron's net: files and the app's own schemes as Electron serves them, all else by Node. */
export const net = modelled('net', {
  fetch: async (input: string | Request, init?: RequestInit): Promise<Response> => {
    const url = typeof input === 'string' ? input : input.url
    const scheme = new URL(url).protocol.slice(0, -1)
    if (scheme === 'file') return fromDisk(url)
    const handler = schemeHandlers.get(scheme)
    return handler ? handler(new Request(input, init)) : fetch(input, init)
  },
  isOnline: () => true,
  online: true,
})
