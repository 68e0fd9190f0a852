import { homedir } from 'node:os'
import { auditCommand } from './audit/command.ts'
import { parseConfig } from './config.ts'
import { StartRefused } from './postgres/start-refused.ts'
import { type Running, startHub } from './start.ts'

/** How the hub ends: `settings` and `refused` are for the person who started it, `lost` is for whatever restarts it. */
const exits = { stopped: 0, failed: 1, settings: 2, refused: 3, lost: 4 } as const

const end = (how: keyof typeof exits): never => process.exit(exits[how])

async function stop(hub: Running, how: keyof typeof exits): Promise<never> {
  await hub.stop().catch((error: unknown) => {
    console.error(error)
    end('failed')
  })
  return end(how)
}

async function main(): Promise<void> {
  const parsed = parseConfig(process.env, { platform: process.platform, userFolder: homedir() })
  if (!parsed.ok) {
    for (const sentence of parsed.sentences) console.error(sentence)
    end('settings')
    return
  }
  const [verb, ...words] = process.argv.slice(2)
  if (verb === 'audit') end((await auditCommand({ config: parsed.config, words, say: console.log })) ? 'stopped' : 'failed')
  const hub = await startHub({ config: parsed.config, say: console.log, write: (line) => process.stderr.write(line) })
  let stopping = false
  const hear = (): void => {
    // Asked twice, it goes at once: what was answered is on disk in any case.
    if (stopping) end('failed')
    stopping = true
    void stop(hub, 'stopped')
  }
  process.on('SIGTERM', hear)
  process.on('SIGINT', hear)
  const why = await hub.lost
  console.error(why)
  await stop(hub, 'lost')
}

main().catch((error: unknown) => {
  console.error(error instanceof StartRefused ? error.message : error)
  end(error instanceof StartRefused ? 'refused' : 'failed')
})
