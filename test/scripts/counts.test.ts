import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { figuresOf } from '../../scripts/bench/figures.mjs'
import { performancePage } from '../../scripts/bench/page.mjs'
import { requires } from '../../scripts/build/targets.mjs'
import { fromPlaywright, fromVitest, sum } from '../../scripts/test/counts.mjs'

const scratch = mkdtempSync(join(tmpdir(), 'forecourt-counts-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function written(name: string, value: unknown): string {
  const file = join(scratch, name)
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}

test('a file that broke before its tests began counts as a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'passed', assertionResults: [{}] },
  ]
  const report = { testResults, numPassedTests: 1, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 }
  expect(fromVitest(written('vitest.json', report))).toEqual({ passed: 1, failed: 2, skipped: 2 })
})

test('a run that left no report has failed', () => {
  expect(fromVitest(join(scratch, 'none.json'))).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(fromPlaywright(join(scratch, 'none.json'))).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('specs are counted once, and errors outside any spec count too', () => {
  const stats = { expected: 3, flaky: 1, unexpected: 0, skipped: 2 }
  expect(fromPlaywright(written('playwright.json', { stats, errors: [] }))).toEqual({ passed: 4, failed: 0, skipped: 2 })
  expect(fromPlaywright(written('errors.json', { stats, errors: [{}] }))).toEqual({ passed: 4, failed: 1, skipped: 2 })
})

test('counts add up', () => {
  expect(sum({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  })
})

const line = (figure: object): string => JSON.stringify({ name: 'commit', unit: 'ms', ours: 2, ...figure })

test('figures are found among the other lines, and each knows whether it holds', () => {
  const text = [
    'warming up',
    line({ ratio: 1.2, limit: 1.5 }),
    '{not json',
    line({ ratio: 1.6, limit: 1.5 }),
    line({}),
    '{"other":1}',
  ].join('\n')
  expect(figuresOf(text).map(({ holds }) => holds)).toEqual([true, false, null])
  expect(figuresOf(line({ ratio: 1.6, limit: 1.5, atLeast: true }))[0]?.holds).toBe(true)
})

test('the page shows what does not hold, and what was not run', () => {
  const figures = figuresOf(line({ ratio: 1.6, limit: 1.5, against: 'raw inserts', theirs: 1.25, low: 1.9, high: 2.2, rounds: 5 }))
  const machine = { cpus: 2, memoryGb: 8, platform: 'linux', node: '24' }
  const bench = { at: '2026-01-02T00:00:00Z', seconds: 3, ended: true, figures }
  const page = performancePage({ machine, benches: { 'catch-up': bench } }, ['catch-up', 'visitors'])
  expect(page).toContain('| commit | 2 ms (1.9 to 2.2) | raw inserts: 1.25 ms | 1.6 | at most 1.5 | **does not hold** | 5 |')
  expect(page).toContain('## visitors\n\nNot run.')
})

test('what a bundle requires is read from its text', () => {
  const file = written('bundle.cjs', 'const a = require("electron"), b = require(\'node:fs\')\nrequire("electron")\nmy.require_("x")')
  expect(requires(file)).toEqual(['electron', 'node:fs'])
})
