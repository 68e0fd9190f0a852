import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'

interface Page {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Builds the screens over a desk in memory, as they are built for the window, and serves them on a port of their own. */
async function servePage(root: string): Promise<Page> {
  const outDir = mkdtempSync(join(tmpdir(), 'forecourt-screens-'))
  const plugins = [react(), lingui(), babel({ presets: [linguiTransformerBabelPreset()] })]
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    plugins,
    build: { outDir, emptyOutDir: true, target: 'chrome154', assetsInlineLimit: 0, minify: false },
  })
  const server = await preview({ configFile: false, root, logLevel: 'error', build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('the screens are served nowhere')
  return {
    url,
    stop: async () => {
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

/** The folders of pages that are built for specs, below this one. */
const pages = { screens: 'page', journey: 'journey/page' } as const
export type PageName = keyof typeof pages

/** Before any spec: a door that says where a page is, which is built when it is first asked for, once for all workers. */
export default async function serve(): Promise<() => Promise<void>> {
  const served = new Map<string, Promise<Page>>()
  const door = createServer(async ({ url }, response) => {
    const name = url?.slice(1) as PageName
    const page = served.get(name) ?? servePage(join(import.meta.dirname, pages[name]))
    served.set(name, page)
    const told = await page.then(
      (built) => ({ code: 200, text: built.url }),
      (error: unknown) => ({ code: 500, text: String(error) }),
    )
    response.writeHead(told.code).end(told.text)
  })
  await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening))
  process.env.FORECOURT_PAGES = `http://127.0.0.1:${(door.address() as AddressInfo).port}`
  return async () => {
    door.close()
    door.closeAllConnections()
    const built = await Promise.allSettled(served.values())
    await Promise.all(built.map((page) => page.status === 'fulfilled' && page.value.stop()))
  }
}

/** Where a page is served, in any worker. */
export async function addressOf(name: PageName): Promise<string> {
  const answer = await fetch(`${process.env.FORECOURT_PAGES}/${name}`)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the page "${name}" was not built: ${text}`)
  return text
}
