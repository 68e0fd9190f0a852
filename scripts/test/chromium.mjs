// @ts-check
import { existsSync } from 'node:fs'
import { findChromium } from '../../host/find-chromium.ts'
import { run, tool } from '../lib/run.mjs'

const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0

async function byApt() {
  if (!isRoot() || !existsSync('/usr/bin/apt-get') || !existsSync('/etc/debian_version')) return
  console.log('Installing Chromium by apt-get (once)…')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const install = () => run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env })
  if ((await install()).code === 0) return
  await run('apt-get', ['update', '-qq'], { env })
  await install()
}

async function byPlaywright() {
  console.log('Installing Chromium by Playwright (once)…')
  await tool('@playwright/test/cli.js', ['install', ...(isRoot() ? ['--with-deps'] : []), 'chromium'])
}

/**
 * Sees to it that there is a Chromium: customers' pages are tested in it, and where Electron is missing the desk runs in it.
 * @returns {Promise<string | undefined>} why it has not, if it has not
 */
export async function lacksChromium() {
  if (findChromium()) return undefined
  await byApt()
  if (!findChromium()) await byPlaywright()
  return findChromium() ? undefined : 'no Chromium is here, and neither apt-get nor Playwright could install one'
}
