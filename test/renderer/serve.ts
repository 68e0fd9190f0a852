import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'

export interface Page {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Builds the screens over a desk in memory, as they are built for the window, and serves them on a port of their own. */
export async function servePage(root = join(import.meta.dirname, 'page')): Promise<Page> {
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
