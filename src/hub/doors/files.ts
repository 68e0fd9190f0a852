import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { problem } from '../../domain/contract/problem.ts'
import { sendProblem } from './server.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
}

const PAGE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const plainPath = /^(?:[a-z0-9_-]+\/)*[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i

/** A file inside the folder, or null: by a plain path, of a known type, and with links followed still inside. */
async function fileIn(folder: string, path: string): Promise<{ readonly body: Buffer; readonly type: string } | null> {
  const type = types[extname(path)]
  if (type === undefined || !plainPath.test(path)) return null
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, path))])
    return real.startsWith(root + sep) ? { body: await readFile(real), type } : null
  } catch {
    return null
  }
}

async function sendFile(reply: FastifyReply, folder: string, path: string): Promise<FastifyReply> {
  const file = await fileIn(folder, path)
  if (!file) return sendProblem(reply, problem(404))
  return reply.header('cache-control', 'no-cache').header('content-security-policy', PAGE).type(file.type).send(file.body)
}

/** The widget's script, for a page of any dealer's site. */
export function openWidget(app: FastifyInstance, folder: string): void {
  app.get('/widget.js', (_request, reply) => sendFile(reply.header('cross-origin-resource-policy', 'cross-origin'), folder, 'widget.js'))
}

/** The sample dealership, where one can write as a customer. */
export function openSample(app: FastifyInstance, folder: string): void {
  app.get('/sample', (_request, reply) => reply.redirect('/sample/', 308))
  app.get<{ Params: { '*': string } }>('/sample/*', (request, reply) => sendFile(reply, folder, request.params['*'] || 'index.html'))
}
