// @ts-check
// npm run check: every static check, two at a time. What fails is shown in full, what passes in a word.
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { at, root } from './lib/root.mjs'
import { run, tool } from './lib/run.mjs'

/** @typedef {{ name: string, work: () => Promise<{ code: number, text: string, seconds: number }> }} Check */

/** What the compiler remembers of a room, so that the next check looks only at what changed. @param {string} room */
const memory = (room) => at('node_modules', '.cache', 'types', `${room.replaceAll(/[^a-z]/g, '-')}.json`)

/** @type {Check[]} */
const types = globSync('{.,src/*,test,host,scripts}/tsconfig.json', { cwd: root })
  .map((file) => dirname(file))
  .filter((room) => globSync('**/*.{ts,tsx,mjs}', { cwd: at(room), exclude: (name) => name === 'node_modules' }).length > 0)
  .sort()
  .map((room) => ({
    name: `types of ${room === '.' ? 'the settings' : room}`,
    work: () => tool('typescript/bin/tsc', ['-p', room, '--incremental', '--tsBuildInfoFile', memory(room)]),
  }))

/** @type {Check[]} */
const checks = [
  {
    name: 'format and lint',
    work: () => tool('@biomejs/biome/bin/biome', ['ci', '--colors=off', '--error-on-warnings', '--max-diagnostics=60', '.']),
  },
  ...types,
  { name: 'nothing unused', work: () => tool('knip/bin/knip.js', ['--no-progress']) },
  { name: 'every message in every language', work: () => run(process.execPath, [at('scripts/check/messages.mjs')]) },
  { name: 'the lock serves every platform', work: () => run(process.execPath, [at('scripts/check/lock.mjs')]) },
  { name: 'shape of the house', work: () => tool('vitest/vitest.mjs', ['run', 'test/shape.test.ts', '--reporter=dot']) },
]

const waiting = [...checks]
let failed = 0
const worker = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { code, text, seconds } = await next.work()
    console.log(`${code === 0 ? '  ok  ' : 'FAILED'}  ${next.name} (${seconds.toFixed(1)} s)`)
    if (code === 0) continue
    failed++
    console.log(text.trimEnd().replace(/^/gm, '        '))
  }
}
await Promise.all(Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, worker))
if (failed > 0) process.exit(1)
