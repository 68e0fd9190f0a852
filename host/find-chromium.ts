import { accessSync, constants, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The file, if it is there and may be run. */
const runnable = (path: string): string | undefined => {
  try {
    accessSync(path, constants.X_OK)
    return path
  } catch {
    return undefined
  }
}

const present = (value: string | undefined): value is string => value !== undefined && value !== ''

const onLinux = (): string[] => {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'brave-browser']
  const folders = (process.env.PATH ?? '').split(':').filter(present)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

const onMac = (): string[] =>
  ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)

const onWindows = (): string[] => {
  const names = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
  const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(present)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

const list = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Where Playwright keeps the browsers it has fetched, newest first. */
function byPlaywright(): string[] {
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library', 'Caches'),
    win32: process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
  }
  const own = join(caches[process.platform] ?? process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright')
  const root = process.env.PLAYWRIGHT_BROWSERS_PATH ?? own
  const files = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ]
  const browsers = list(root).filter((name) => /^chromium-\d+$/.test(name))
  return browsers
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .flatMap((name) => files.map((file) => join(root, name, file)))
}

/** A Chromium, Chrome, Edge or Brave to open windows with, if this machine has one. */
export function findChromium(): string | undefined {
  if (present(process.env.FORECOURT_HOST_CHROMIUM)) return process.env.FORECOURT_HOST_CHROMIUM
  const installed = process.platform === 'win32' ? onWindows() : process.platform === 'darwin' ? onMac() : onLinux()
  return [...installed, ...byPlaywright()].map(runnable).find(present)
}
