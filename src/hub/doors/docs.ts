import type { FastifyInstance } from 'fastify'
import type { BytesDoor } from './bytes-door.ts'
import type { Door } from './door.ts'
import { openApi, pathOf } from './openapi.ts'

const plain = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-inline-size: 60rem; margin: 2rem auto; padding-inline: 1rem }
article { border-block-start: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding-block: 1rem }
h2 { font-size: 1.1rem; margin: 0 } pre { overflow: auto; font-size: .8rem; max-block-size: 24rem }
code { font-family: ui-monospace, monospace }`

interface Operation {
  readonly parameters?: readonly unknown[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }>>
}

const schema = (title: string, value: unknown): string =>
  value === undefined
    ? ''
    : `<details><summary>${title}</summary><pre tabindex="0">${plain(JSON.stringify(value, null, 2))}</pre></details>`

function article({ method, path, summary, auth, refuses }: Door | BytesDoor, { parameters, requestBody, responses }: Operation): string {
  const types = Object.keys(requestBody?.content ?? {})
  const body = Object.values(requestBody?.content ?? {})[0]?.schema
  const done = Object.values(responses['200']?.content ?? {})[0]?.schema
  return `<article><h2><code>${method} ${plain(path)}</code></h2><p>${plain(summary)}.</p>
<p>${auth === 'none' ? '' : `Bearer: ${auth}. `}${types.length > 0 ? `Takes ${plain(types.join(', '))}. ` : ''}${refuses.length > 0 ? `Refuses with ${refuses.join(', ')}.` : ''}</p>
${schema('Path and headers', parameters)}${schema('Body', body)}${schema('Answer', done)}</article>`
}

function page(doors: readonly (Door | BytesDoor)[]): string {
  const paths = openApi(doors).paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>
  const articles = doors.map((door) => {
    const operation = paths[pathOf(door)]?.[door.method.toLowerCase()]
    return operation ? article(door, operation) : ''
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Forecourt hub</title>
<style>${style}</style><main><h1>Forecourt hub</h1><p>The doors of this hub, from the schemas they parse with: <a href="/docs/openapi.json">OpenAPI 3.1</a>.
Every refusal is <code>application/problem+json</code> (RFC 9457) and names the field. Desks and visitors talk by Socket.IO on <code>/desk</code> and <code>/visitor</code>.</p>
${articles.join('\n')}</main></html>`
}

/** The interface, to read and for tools. */
export function openDocs(app: FastifyInstance, doors: readonly (Door | BytesDoor)[]): void {
  app.get('/docs', (_request, reply) => reply.header('content-security-policy', STYLE).type('text/html; charset=utf-8').send(page(doors)))
  app.get('/docs/openapi.json', (_request, reply) => reply.type('application/json').send(JSON.stringify(openApi(doors))))
}
