import { join } from 'node:path'
import { home } from '../lib/home.mjs'
import { readAsked, usage } from './asked.ts'
import { readFolder } from './conversations.ts'
import { seeded, shuffled } from './pace.ts'
import { lineOf, showing, summaryOf } from './progress.ts'
import { replayKey } from './replay-key.ts'
import { replay } from './run.ts'
import { openTokens } from './tokens.ts'
import { knock } from './visitor.ts'

const env = process.env

function refuse(sentence: string, how = ''): never {
  console.error(how ? `${sentence}\n\n${how}` : sentence)
  process.exit(1)
}

async function answers(hub: string): Promise<boolean> {
  return fetch(`${hub}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** The first Ctrl+C ends it well, the second at once. */
function stoppable(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted && signal === 'SIGINT') process.exit(130)
      stop.abort()
    })
  }
  return stop.signal
}

const asked = readAsked(process.argv.slice(2), { hub: env.FORECOURT_HUB ?? 'http://127.0.0.1:4070', from: env.INIT_CWD ?? process.cwd() })
if (typeof asked === 'string') refuse(asked, usage)
const { folder, hub, site, rate, count, only } = asked
const read = readFolder(folder, only)
if (typeof read === 'string') refuse(read)
const found = replayKey({ given: env.FORECOURT_REPLAY_KEY, home: home() })
if (typeof found === 'string') refuse(found)
if (!(await answers(hub))) refuse(`No hub answers at ${hub}. Start one with: npm run hub`)

const shut = await knock({ hub, site, key: found.key })
if (shut !== null) refuse(shut)

const conversations = shuffled(read.conversations, seeded(2026)).slice(0, count)
const stopped = stoppable()
const began = Date.now()
const seconds = (): number => (Date.now() - began) / 1_000
const { show, end } = showing(process.stdout)
const tally = await replay(conversations, {
  door: {
    hub,
    site,
    key: found.key,
    stopped,
    began,
    tokens: openTokens(join(home(), 'replay', `${new URL(hub).host.replaceAll(/[^a-z0-9.-]/gi, '-')}.tsv`)),
  },
  rate,
  told: (now) => show(lineOf(now, conversations.length, seconds())),
})
end()
console.log(summaryOf(tally, { total: conversations.length, seconds: seconds(), unreadable: read.unreadable }))
process.exit(stopped.aborted ? 130 : tally.refused > 0 ? 1 : 0)
