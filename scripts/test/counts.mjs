// @ts-check
import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {string} file */
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

/** @type {Counts} */
export const nothing = { passed: 0, failed: 0, skipped: 0 }

/** @param {Counts} one @param {Counts} other @returns {Counts} */
export const sum = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
})

/**
 * What vitest's JSON report says. A file that broke before its tests began counts as one failure.
 * @param {string} file @returns {Counts}
 */
export function fromVitest(file) {
  const report = read(file)
  if (!report) return { ...nothing, failed: 1 }
  const broken = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ each) => each.status === 'failed' && each.assertionResults.length === 0,
  ).length
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped: report.numPendingTests + report.numTodoTests }
}

/**
 * What Playwright's JSON report says. A spec that passed only when tried again has passed, but is named by Playwright as flaky.
 * @param {string} file @returns {Counts}
 */
export function fromPlaywright(file) {
  const report = read(file)
  if (!report) return { ...nothing, failed: 1 }
  const { expected, flaky, unexpected, skipped } = report.stats
  return { passed: expected + flaky, failed: unexpected + (unexpected === 0 ? report.errors.length : 0), skipped }
}
