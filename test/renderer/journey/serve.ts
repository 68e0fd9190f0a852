import { join } from 'node:path'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { createServer } from 'vite'

/** Serves the page with the journey beside a case; answers with its address and the way to stop it. */
export async function servePage(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const server = await createServer({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    logLevel: 'error',
    cacheDir: join(import.meta.dirname, '../../../node_modules/.vite-journey'),
    plugins: [react(), lingui(), babel({ presets: [linguiTransformerBabelPreset()] })],
    server: { host: '127.0.0.1', port: 0, hmr: false, fs: { allow: [join(import.meta.dirname, '../../..')] } },
  })
  await server.listen()
  const address = server.httpServer?.address()
  if (typeof address !== 'object' || address === null) throw new Error('the page is served nowhere')
  return { url: `http://127.0.0.1:${address.port}/`, stop: () => server.close() }
}
