// @ts-check
// npm test: everything. Static checks, build, vitest, and the specs that drive the built desk. The last line is the count.
import { mkdirSync, rmSync } from 'node:fs'
import { at } from './lib/root.mjs'
import { run, tool } from './lib/run.mjs'
import { lacksChromium } from './test/chromium.mjs'
import { fromPlaywright, fromVitest, nothing, sum } from './test/counts.mjs'

const reports = at('test-results', 'counts')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const began = Date.now()

/** @param {string} text */
const heading = (text) => console.log(`\n== ${text}`)

/**
 * A step that is no test but must not fail: it counts only if it does.
 * @param {string} script
 */
async function step(script) {
  const { code } = await run(process.execPath, [at('scripts', `${script}.mjs`)], { show: true })
  return code === 0 ? nothing : { ...nothing, failed: 1 }
}

async function specs() {
  const reason = await lacksChromium()
  const cli = '@playwright/test/cli.js'
  if (reason) {
    const { text } = await tool(cli, ['test', '--list'])
    const skipped = Number(/Total: (\d+) test/.exec(text)?.[1] ?? 0)
    console.log(`skipping ${skipped} specs: ${reason}`)
    return { ...nothing, skipped }
  }
  const file = `${reports}/playwright.json`
  const { code } = await tool(cli, ['test', '--reporter=list,json'], {
    show: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file, NO_COLOR: '' },
  })
  const counts = fromPlaywright(file)
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

async function units() {
  const file = `${reports}/vitest.json`
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await tool('vitest/vitest.mjs', args, { show: true })
  const counts = fromVitest(file)
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

let counts = nothing
heading('static checks')
counts = sum(counts, await step('check'))
heading('build')
counts = sum(counts, await step('build'))
heading('unit and integration tests')
counts = sum(counts, await units())
heading('the built desk, end to end')
counts = sum(counts, await specs())

console.log(`\n${((Date.now() - began) / 1000).toFixed(0)} s in all`)
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`)
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0
