// @ts-check
// npm start: builds what changed, starts the hub with its sample dealer group, opens the desk beside it.
import { buildAll } from './build/all.mjs'
import { ending, start, stop, stopOnSignal } from './lib/children.mjs'
import { fetchedElectron, standIn } from './lib/electron.mjs'
import { home } from './lib/home.mjs'
import { greet, hub } from './lib/hub.mjs'
import { at } from './lib/root.mjs'
import { sampleSignIn } from './lib/sample.mjs'

const args = process.argv.slice(2)
const headless = args.includes('--headless')
const replayAt = args.indexOf('--replay')
const replay = replayAt < 0 ? undefined : args[replayAt + 1]
if (replayAt >= 0 && !replay) {
  console.error('--replay wants the folder of the data: npm start -- --replay DIR')
  process.exit(1)
}

const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** @param {string} url */
function desk(url) {
  const electron = headless ? undefined : fetchedElectron()
  if (!electron) {
    console.log(
      headless
        ? 'Without a screen the desk runs in the stand-in (host/README.md), not in Electron.'
        : [
            'Electron could not be fetched here, so the desk opens in the Chromium or Chrome of this machine, by way of the stand-in.',
            'It is the same desk with the same data; missing are menu bar, tray, native dialogs and notifications (host/README.md).',
            'For Electron itself: `npx install-electron` with a connection, or set ELECTRON_MIRROR.',
          ].join('\n'),
    )
  }
  const root = process.platform === 'linux' && process.getuid?.() === 0
  return start(electron ?? standIn, ['.', ...(electron && root ? ['--no-sandbox'] : [])], {
    shell: process.platform === 'win32' && !electron,
    env: {
      FORECOURT_SIGN_IN: sampleSignIn,
      ...process.env,
      FORECOURT_HOME: home(),
      FORECOURT_HUB: url,
      ...(electron || headless ? {} : { FORECOURT_HOST_SHOWN: '1' }),
    },
  })
}

stopOnSignal()
await buildAll()
const { url, child: hubProcess } = await hub()
greet(url)

/** @type {import('node:child_process').ChildProcess[]} */
const parts = hubProcess ? [hubProcess] : []
if (display || headless) parts.push(desk(url))
else console.log('There is no display here (DISPLAY is not set): the hub runs alone. Ctrl+C stops it.')

// The data comes in while the desk is open: one sees it arrive.
const sending = replay
  ? start(process.execPath, [at('scripts', 'replay.mjs'), replay], { env: { ...process.env, FORECOURT_HUB: url } })
  : undefined
void sending?.once('exit', (code) => code !== 0 && console.error('the replay did not end well; what it said is above'))

// Somebody else's hub and no display: there is nothing of ours to wait for but the data.
const code = await (parts.length > 0 ? Promise.race(parts.map(ending)) : sending && ending(sending))
if (sending) await stop(sending)
for (const part of parts.reverse()) await stop(part)
process.exit(Number(code ?? 0))
