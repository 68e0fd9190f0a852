// @ts-check
import { existsSync } from 'node:fs'
import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import { at, root } from '../lib/root.mjs'

/**
 * Messages of the interface that some language lacks, as `de: "New case"`; and those a catalogue keeps though nobody says them.
 * @returns {Promise<string[]>}
 */
export async function missingMessages() {
  if (!existsSync(at('src/renderer/locales'))) return []
  const config = getConfig({ cwd: root })
  const found = []
  for (const catalog of await getCatalogs(config)) {
    const said = (await catalog.collect()) ?? {}
    for (const locale of config.locales.filter((name) => name !== config.pseudoLocale?.locale)) {
      const known = (await catalog.read(locale)) ?? {}
      for (const [id, { message }] of Object.entries(said)) {
        if (!known[id] || (!known[id].translation && locale !== config.sourceLocale))
          found.push(`${locale}: "${message ?? id}" has no words`)
      }
      for (const [id, { message, obsolete }] of Object.entries(known)) {
        if (!said[id] || obsolete) found.push(`${locale}: "${message ?? id}" is said nowhere`)
      }
    }
  }
  return found
}

const found = await missingMessages()
if (found.length > 0) {
  console.error(`${found.slice(0, 40).join('\n')}\n${found.length} in all; \`npx lingui extract --clean\` brings the catalogues up to date`)
  process.exit(1)
}
