// @ts-check
import { spawn } from 'node:child_process'
import { root } from './root.mjs'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const patience = 10_000

/** @type {Set<ChildProcess>} */
const running = new Set()

/** @param {ChildProcess} child */
const ended = (child) => child.exitCode !== null || child.signalCode !== null

/** @param {ChildProcess} child */
export const ending = (child) =>
  new Promise((resolve) => {
    if (ended(child)) resolve(child.exitCode)
    else child.once('exit', (code) => resolve(code))
  })

/**
 * A child that is stopped when this process is asked to stop.
 * @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/**
 * Asks politely, then no longer.
 * @param {ChildProcess} child
 */
export async function stop(child) {
  if (ended(child)) return
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), patience)
  await ending(child)
  clearTimeout(late)
}

/** Stops every child, the youngest first: a desk before its hub. */
export async function stopAll() {
  for (const child of [...running].reverse()) await stop(child)
}

/** Ctrl+C and SIGTERM stop the children, then this process. A second Ctrl+C changes nothing: they have ten seconds at most. */
export function stopOnSignal() {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      void stopAll().then(() => process.exit(signal === 'SIGINT' ? 130 : 143))
    })
  }
}
