// A fresh desk over 256 kbit/s with 300 ms there and back: when its queue is of use, when its first answer reaches the customer, and
// whether anything is sent twice. Then the same with one packet in ten lost, in a network namespace of its own where the machine allows.
// node bench/slow-line.bench.ts
import { spawnSync } from 'node:child_process'
import { startHubProcess } from '../test/flow/hub-process.ts'
import { type Measured, overLine, slow } from './slow-line/measure.ts'

const ROUNDS = 3
const lossy = process.env.FORECOURT_LOSSY === '1'

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
const seconds = (ms: number): number => Math.round(ms / 10) / 100
const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Throws away one packet in ten of those that pass this port, both ways. */
function lose(port: number): void {
  for (const side of ['--dport', '--sport']) {
    const rule = [
      '-A',
      'INPUT',
      '-i',
      'lo',
      '-p',
      'tcp',
      side,
      String(port),
      '-m',
      'statistic',
      '--mode',
      'random',
      '--probability',
      '0.1',
      '-j',
      'DROP',
    ]
    if (!run('iptables', ...rule)) throw new Error('the packet filter did not take the rule')
  }
}

function figure(name: string, taken: readonly number[], { asked, perfect }: { readonly asked: number; readonly perfect: number }): void {
  const ours = seconds(median(taken))
  const [low, high] = [seconds(Math.min(...taken)), seconds(Math.max(...taken))]
  const ratio = Math.round((ours / asked) * 100) / 100
  console.log(
    JSON.stringify({
      name,
      unit: 's',
      ours,
      low,
      high,
      against: 'asked',
      theirs: asked,
      ratio,
      limit: 1,
      rounds: taken.length,
      note: `${seconds(perfect)} s over a perfect line in the same run`,
    }),
  )
}

const hub = await startHubProcess({ FORECOURT_SAMPLE: '1' })
if (lossy) run('ip', 'link', 'set', 'lo', 'up')
const good = await overLine(hub.url, null, () => undefined)
const rounds: Measured[] = []
for (let n = 0; n < ROUNDS; n++) rounds.push(await overLine(hub.url, slow, lossy ? lose : () => undefined))
for (const one of [good, ...rounds]) console.log(JSON.stringify(one))

const what = `256 kbit/s and 300 ms there and back${lossy ? ', one packet in ten lost' : ''}`
figure(
  `a fresh desk's queue of use, sign-in included, ${what}`,
  rounds.map(({ queueMs }) => queueMs),
  { asked: 5, perfect: good.queueMs },
)
figure(
  `its first answer with the customer, ${what}`,
  rounds.map(({ replyMs }) => replyMs),
  { asked: 10, perfect: good.replyMs },
)
const bytes = median(rounds.map((one) => one.bytes))
console.log(
  JSON.stringify({
    name: `bytes to fill the desk, ${what}`,
    unit: 'kB',
    ours: Math.round(bytes / 1_000),
    against: 'over a perfect line',
    theirs: Math.round(good.bytes / 1_000),
    ratio: Math.round((bytes / good.bytes) * 100) / 100,
    // Smaller frames compress less well; anything sent again from its beginning would be far beyond this.
    limit: 1.5,
    rounds: ROUNDS,
    note: `all there after ${seconds(median(rounds.map(({ liveMs }) => liveMs)))} s; ${median(rounds.map(({ idleBytes }) => idleBytes))} bytes in 10 s of quiet; connections ${Math.max(...rounds.map(({ connections }) => connections))}`,
  }),
)
await hub.remove()

if (!lossy) {
  const words = ['-n', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"', process.execPath, ...process.execArgv, import.meta.filename]
  const able = run(
    'unshare',
    '-n',
    'sh',
    '-c',
    'ip link set lo up && iptables -A INPUT -m statistic --mode random --probability 0.1 -j DROP',
  )
  if (able) spawnSync('unshare', words, { stdio: 'inherit', env: { ...process.env, FORECOURT_LOSSY: '1' } })
  else console.log('not run: one packet in ten lost (this machine gives no network namespace with a packet filter)')
}
process.exit(0)
