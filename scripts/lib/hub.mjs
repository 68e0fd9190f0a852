// @ts-check
import { setTimeout as pause } from 'node:timers/promises'
import { ending, start } from './children.mjs'
import { home } from './home.mjs'
import { at } from './root.mjs'

const patience = 120_000

/** @param {string} url */
export const answers = async (url) => {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) })
    return response.ok
  } catch {
    return false
  }
}

export const hubAddress = () => process.env.FORECOURT_HUB ?? `http://127.0.0.1:${process.env.FORECOURT_PORT ?? '4070'}`

/**
 * Starts the built hub with its sample dealer group, and waits until it answers; or finds one that already does.
 * @returns {Promise<{ url: string, child: import('node:child_process').ChildProcess | undefined }>}
 */
export async function hub() {
  const url = hubAddress()
  // A hub that somebody named is theirs to start: the desk waits for it by itself.
  if (process.env.FORECOURT_HUB) return { url, child: undefined }
  if (await answers(url)) {
    console.log(`A hub already answers at ${url}; using that one.`)
    return { url, child: undefined }
  }
  const env = { FORECOURT_PORT: '4070', FORECOURT_SAMPLE: '1', NODE_ENV: 'production', ...process.env, FORECOURT_HOME: home() }
  const child = start(process.execPath, ['--enable-source-maps', at('out', 'hub', 'index.mjs')], { env })
  const gone = ending(child).then((code) => {
    throw new Error(`the hub ended at its start (${code}); what it said is above`)
  })
  gone.catch(() => undefined)
  const until = Date.now() + patience
  while (!(await Promise.race([answers(url), gone]))) {
    if (Date.now() > until) throw new Error(`the hub did not answer at ${url} within ${patience / 1000} seconds`)
    await Promise.race([pause(150), gone])
  }
  return { url, child }
}

/** @param {string} url */
export const greet = (url) =>
  console.log(
    [
      '',
      `  hub                ${url}`,
      `  sample dealership  ${url}/sample/   (open it in a browser and write as a customer)`,
      `  interface          ${url}/docs`,
      '',
    ].join('\n'),
  )
