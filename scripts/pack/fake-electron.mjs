// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at } from '../lib/root.mjs'

/** What the fuses are found by in Electron's binary, their version, their number, and each as Electron ships it. */
const fuseWire = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101000011')])

const empty = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_100_percent.pak',
  'chrome_200_percent.pak',
  'chrome_crashpad_handler',
  'icudtl.dat',
  'libEGL.so',
  'libGLESv2.so',
  'libffmpeg.so',
  'libvk_swiftshader.so',
  'libvulkan.so.1',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'vk_swiftshader_icd.json',
  'locales/en-US.pak',
  'resources/.keep',
]

/**
 * An Electron distribution for Linux without its substance: all that electron-builder handles is there, so everything
 * about our own part of the package (its files, its fuses, its size) can be made and verified where Electron cannot be fetched.
 * @param {string} folder
 */
export function writeFakeElectron(folder) {
  const { version } = JSON.parse(readFileSync(at('node_modules/electron/package.json'), 'utf8'))
  for (const file of empty) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  writeFileSync(join(folder, 'version'), version)
  const head = '#!/bin/sh\necho "Electron could not be fetched when this was packed: only its resources are real" >&2\nexit 1\n'
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from(head), fuseWire, Buffer.from('\n')]), { mode: 0o755 })
}
