import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What a replay was asked to do. */
export interface Asked {
  readonly folder: string
  readonly hub: string
  /** Conversations begun in a second, on average. */
  readonly rate: number
  readonly count: number
  readonly only: 'complaints' | 'dialogues' | null
  readonly site: string
}

export const usage = [
  'npm run replay -- DIR [--rate N] [--count N] [--only complaints|dialogues] [--hub URL] [--site KEY]',
  '',
  '  DIR      the folder of the data (complaints/*.jsonl, dialogues/*.jsonl)',
  '  --rate   conversations begun in a second, 0.1 to 50 (default 5)',
  '  --count  how many conversations (default: all)',
  '  --only   complaints, or dialogues (default: both, mixed)',
  '  --hub    the address of the hub (default: http://127.0.0.1:4070)',
  '  --site   the widget key of the site it comes in at (default: sample-care)',
].join('\n')

const options = {
  rate: { type: 'string', default: '5' },
  count: { type: 'string' },
  only: { type: 'string' },
  hub: { type: 'string' },
  site: { type: 'string', default: 'sample-care' },
} as const

interface Surroundings {
  readonly hub: string
  /** The folder the person stood in when they typed it. */
  readonly from: string
}

/** Reads the command line: what was asked, or a sentence that says what is wrong with it. */
export function readAsked(words: readonly string[], { hub, from }: Surroundings): Asked | string {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [folder, more] = positionals
    if (folder === undefined || more !== undefined) return 'Name one folder with the data.'
    const rate = Number(values.rate)
    if (!(rate >= 0.1 && rate <= 50)) return `--rate is "${values.rate}"; it is a number from 0.1 to 50.`
    const count = values.count === undefined ? Number.POSITIVE_INFINITY : Number(values.count)
    if (!(count >= 1) || (Number.isFinite(count) && !Number.isInteger(count)))
      return `--count is "${values.count}"; it is a whole number from 1.`
    const only = values.only ?? null
    if (only !== null && only !== 'complaints' && only !== 'dialogues') return `--only is "${only}"; it is complaints or dialogues.`
    const address = URL.parse(values.hub ?? hub)
    if (!address || !/^https?:$/.test(address.protocol))
      return `--hub is "${values.hub ?? hub}"; it is an address like http://127.0.0.1:4070.`
    return { folder: resolve(from, folder), hub: address.origin, rate, count, only, site: values.site }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
