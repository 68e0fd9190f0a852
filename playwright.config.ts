import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // What passes only when asked again is counted, and named as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: Number(process.env.FORECOURT_WORKERS ?? 2),
  reporter: [['list']],
  use: { trace: 'retain-on-failure' },
})
