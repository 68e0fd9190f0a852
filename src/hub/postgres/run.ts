import { spawn } from 'node:child_process'
import type { Account } from './account.ts'

/** What a finished program left: its exit code, and both of its streams as one text. */
export type Ran = { readonly code: number; readonly output: string }

export type RunOptions = {
  readonly cwd: string
  readonly account?: Account | null
  readonly input?: string
}

/** Runs a program to its end; a program that cannot be started at all ends with code 127 and says why. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: quietEnvironment(process.env),
      windowsHide: true,
      ...identity(options.account ?? null),
    })
    const pieces: string[] = []
    const hear = (piece: string) => pieces.push(piece)
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.once('error', (error) => resolve({ code: 127, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output: pieces.join('') }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })
}

/** The uid and gid to spawn with, as spawn wants them. */
export function identity(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

/** The environment without what would bend PostgreSQL's behaviour: PG*, locale, time zone. */
export function quietEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !/^(PG|LC_|LANG|LD_|DYLD_|NODE_)/i.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}
