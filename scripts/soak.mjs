// @ts-check
// npm run soak [-- --minutes 60] [--seed n]: real faults for an hour (test/faults), then a table of what was done and the checker's verdict.
import { ending, start } from './lib/children.mjs'
import { at } from './lib/root.mjs'

const child = start(process.execPath, [at('test', 'faults', 'soak-process.ts'), ...process.argv.slice(2)])
// Ctrl+C ends it with a verdict, however long that takes: the child knows when it is done.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
process.exit(Number((await ending(child)) ?? 1))
