import { protocol, type Session } from 'electron'
import { type AppFile, appFile } from './app-files.ts'
import { CSP } from './csp.ts'
import { shownAs } from './shown-as.ts'

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

const BLOB = /^\/blob\/([0-9a-f]{64})$/

/** Files of cases by their hash; null where there is none that may be shown now. */
export type FileBytes = (sha256: string) => Promise<Uint8Array | null>

async function caseFile(sha256: string, bytesOf: FileBytes): Promise<AppFile> {
  const bytes = await bytesOf(sha256).catch(() => null)
  return bytes ? { status: 200, type: shownAs(bytes), body: bytes } : { status: 404, type: 'text/plain', body: null }
}

/** Serves the built renderer and the files of cases, and nothing else, with the policy on every answer. */
export function serveRenderer(session: Session, folder: string, bytesOf: FileBytes): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    if (url.host !== HOST || request.method !== 'GET') return new Response(null, { status: 404 })
    const blob = BLOB.exec(url.pathname)?.[1]
    const file = blob === undefined ? await appFile(folder, url.pathname) : await caseFile(blob, bytesOf)
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
