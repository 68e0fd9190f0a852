import { modelled } from '../modelled.ts'
import { requireReady, state } from '../state.ts'
import { schemes } from '../urls.ts'

type Handler = (request: Request) => Response | Promise<Response>

/** What the app answers for each of its schemes. */
export const schemeHandlers = new Map<string, Handler>()

let registered = false

/** Electron's protocol. */
export const protocol = modelled('protocol', {
  registerSchemesAsPrivileged(wanted: Electron.CustomScheme[]): void {
    if (state.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    if (registered) throw new Error('protocol.registerSchemesAsPrivileged: a second call replaces the first; name every scheme in one')
    registered = true
    for (const { scheme, privileges } of wanted) {
      if (!privileges?.standard || !privileges.secure) {
        throw new Error(`The stand-in models schemes that are standard and secure; '${scheme}' is not both.`)
      }
      schemes.add(scheme)
    }
  },
  handle(scheme: string, handler: Handler): void {
    requireReady('protocol.handle needs a session, which exists once app is ready')
    if (schemeHandlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    if (!schemes.has(scheme)) {
      throw new Error(`protocol.handle('${scheme}'): the stand-in models only schemes given to registerSchemesAsPrivileged before ready.`)
    }
    schemeHandlers.set(scheme, handler)
  },
  unhandle(scheme: string): void {
    if (!schemeHandlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  },
  isProtocolHandled: (scheme: string): boolean => schemeHandlers.has(scheme) || ['http', 'https', 'file', 'data', 'blob'].includes(scheme),
})
