// @ts-check
import { spawn } from 'node:child_process'
import { at, root } from './root.mjs'

/**
 * Runs a command to its end and keeps what it says.
 * @param {string} command @param {readonly string[]} args @param {{ env?: Record<string, string>, show?: boolean }} [options]
 * @returns {Promise<{ code: number, text: string, seconds: number }>}
 */
export const run = (command, args, { env = {}, show = false } = {}) =>
  new Promise((resolve) => {
    const began = Date.now()
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    /** @type {Buffer[]} */
    const chunks = []
    /** @param {NodeJS.WriteStream} to */
    const keep = (to) => (/** @type {Buffer} */ chunk) => {
      chunks.push(chunk)
      if (show) to.write(chunk)
    }
    child.stdout.on('data', keep(process.stdout))
    child.stderr.on('data', keep(process.stderr))
    /** @param {number} code @param {string} extra */
    const done = (code, extra = '') =>
      resolve({ code, text: Buffer.concat(chunks).toString() + extra, seconds: (Date.now() - began) / 1000 })
    child.on('error', (error) => done(127, String(error)))
    child.on('close', (code) => done(code ?? 1))
  })

/**
 * A package's own program, run by this Node: no shell, so it works alike everywhere.
 * @param {string} file from node_modules @param {readonly string[]} args @param {{ env?: Record<string, string>, show?: boolean }} [options]
 */
export const tool = (file, args, options) => run(process.execPath, [at('node_modules', file), ...args], options)
