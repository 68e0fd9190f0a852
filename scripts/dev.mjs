// @ts-check
// npm run dev: hub and desk, rebuilt as you save. The renderer is replaced in place, the main process and the hub are restarted.

import { buildAll } from './build/all.mjs'
import { bundleForNode } from './build/bundle.mjs'
import { buildWorkers, hubBundle } from './build/targets.mjs'
import { ending, start, stop, stopAll, stopOnSignal } from './lib/children.mjs'
import { fetchedElectron, standIn } from './lib/electron.mjs'
import { home } from './lib/home.mjs'
import { greet, hub } from './lib/hub.mjs'
import { at } from './lib/root.mjs'
import { sampleSignIn } from './lib/sample.mjs'

stopOnSignal()
await buildAll({ only: ['hub', 'widget'] })
let { url, child: hubProcess } = await hub()
greet(url)

if (hubProcess) {
  const watcher = await bundleForNode(hubBundle(at('out', 'hub')), {})
  let first = true
  if ('on' in watcher) {
    watcher.on('event', async ({ code }) => {
      if (code !== 'END') return
      if (first) {
        first = false
        return
      }
      if (hubProcess) await stop(hubProcess)
      ;({ child: hubProcess } = await hub())
      console.log('the hub has been restarted')
    })
  }
}

await buildWorkers(at('out', 'main'), {})
const electron = fetchedElectron()
const desk = start(process.execPath, [at('node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch'], {
  env: {
    FORECOURT_SIGN_IN: sampleSignIn,
    ...process.env,
    FORECOURT_HOME: home(),
    FORECOURT_HUB: url,
    ELECTRON_EXEC_PATH: electron ?? standIn,
    ...(electron
      ? {}
      : { FORECOURT_HOST_SHOWN: process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.platform !== 'linux' ? '1' : '' }),
  },
})
const code = await ending(desk)
await stopAll()
process.exit(Number(code))
