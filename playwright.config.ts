import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/renderer/serve.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // What passes only when asked again is counted, and named as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: Number(process.env.FORECOURT_WORKERS ?? 2),
  reporter: [['list']],
  // A trace of everything costs a fifth of all time; what failed is traced when it is asked again.
  use: { trace: 'on-first-retry' },
})
