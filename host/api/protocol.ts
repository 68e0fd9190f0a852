import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { modelled } from '../modelled.ts'
import { requireReady, state } from '../state.ts'

type Handler = (request: Request) => Response | Promise<Response>

class Protocol implements Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'> {
  readonly handlers = new Map<string, Handler>()

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (state.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    if (state.schemesRegistered)
      throw new Error(
        'protocol.registerSchemesAsPrivileged was called twice: the second call replaces the first, so make one call with every scheme.',
      )
    state.schemesRegistered = true
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure)
        throw new Error(`The Chromium host models schemes that are standard and secure; '${scheme}' is not both.`)
      state.schemes.set(scheme, privileges)
    }
  }
  handle(scheme: string, handler: Handler): void {
    requireReady('protocol.handle needs a session, which exists once app is ready')
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    if (!state.schemes.has(scheme))
      throw new Error(
        `protocol.handle('${scheme}'): the Chromium host models only schemes given to registerSchemesAsPrivileged before ready.`,
      )
    this.handlers.set(scheme, handler)
  }
  unhandle(scheme: string): void {
    if (!this.handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  }
  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme) || ['http', 'https', 'file', 'data', 'blob'].includes(scheme)
  }
}

export const protocolImplementation = new Protocol()
export const protocol = modelled('protocol', protocolImplementation)

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

export const net = modelled('net', {
  fetch: async (input: string | Request, init?: RequestInit): Promise<Response> => {
    const url = typeof input === 'string' ? input : input.url
    const scheme = new URL(url).protocol.slice(0, -1)
    if (scheme === 'file') {
      const path = fileURLToPath(url)
      const body = await readFile(path).catch(() => undefined)
      if (!body) throw new TypeError('net::ERR_FILE_NOT_FOUND')
      return new Response(new Uint8Array(body), { headers: { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' } })
    }
    const handler = protocolImplementation.handlers.get(scheme)
    return handler ? handler(new Request(input, init)) : fetch(input, init)
  },
  isOnline: () => true,
  online: true,
} satisfies { fetch: (input: string | Request, init?: RequestInit) => Promise<Response> } & Pick<Electron.Net, 'isOnline' | 'online'>)
