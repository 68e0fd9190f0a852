import { protocol, type Session } from 'electron'
import { appFile } from './app-files.ts'
import { CSP } from './csp.ts'

const SCHEME = 'app'
const HOST = 'bundle'

/** The one origin our windows have. */
export const ORIGIN = `${SCHEME}://${HOST}`

/** Makes `app://` a standard, secure origin. Must run before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true } },
  ])
}

/** Serves the built renderer, and nothing else, with the policy on every answer. */
export function serveRenderer(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    if (url.host !== HOST || request.method !== 'GET') return new Response(null, { status: 404 })
    const file = await appFile(folder, url.pathname)
    return new Response(file.body === null ? null : new Uint8Array(file.body), {
      status: file.status,
      headers: {
        'content-type': file.type,
        'content-security-policy': CSP,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    })
  })
}
