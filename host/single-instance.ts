import { type FSWatcher, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a second start of the app tells the first. */
export interface SecondInstance {
  readonly argv: readonly string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

const lockOf = (userData: string): string => join(userData, 'stand-in-lock')
const mailOf = (userData: string): string => join(userData, 'stand-in-mail')

/** Whether the process that took the lock still runs. A number is used again after a while, so on Linux its command is read too. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('launch.ts')
  } catch {
    return false
  }
}

const ownerOf = (lock: string): number | undefined => {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return undefined
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

/** Left in a folder rather than sent through a socket: the second start asks synchronously, and may end in the next line. */
function leave(mail: string, letter: SecondInstance): void {
  mkdirSync(mail, { recursive: true })
  const name = `${Date.now()}-${process.pid}`
  writeFileSync(join(mail, `${name}.tmp`), JSON.stringify(letter))
  renameSync(join(mail, `${name}.tmp`), join(mail, `${name}.json`))
}

function collect(mail: string, receive: (letter: SecondInstance) => void): void {
  for (const name of readdirSync(mail)
    .filter((each) => each.endsWith('.json'))
    .sort()) {
    const file = join(mail, name)
    const letter: SecondInstance = JSON.parse(readFileSync(file, 'utf8'))
    rmSync(file, { force: true })
    receive(letter)
  }
}

/** The lock that only one running app holds for each userData, between processes. */
export class SingleInstance {
  onSecond: (letter: SecondInstance) => void = () => undefined
  private held: { readonly lock: string; readonly watcher: FSWatcher } | undefined

  get has(): boolean {
    return this.held !== undefined
  }

  /** Takes the lock; or, where another holds it, tells that one of this start. */
  request(userData: string, letter: SecondInstance): boolean {
    if (this.held) return true
    mkdirSync(userData, { recursive: true })
    const lock = lockOf(userData)
    if (!take(lock)) {
      const owner = ownerOf(lock)
      if (owner !== undefined && alive(owner)) {
        leave(mailOf(userData), letter)
        return false
      }
      rmSync(lock, { force: true })
      if (!take(lock)) return false
    }
    this.hold(userData, lock)
    return true
  }

  release(): void {
    this.held?.watcher.close()
    if (this.held) rmSync(this.held.lock, { force: true })
    this.held = undefined
  }

  private hold(userData: string, lock: string): void {
    const mail = mailOf(userData)
    rmSync(mail, { recursive: true, force: true })
    mkdirSync(mail, { recursive: true })
    const watcher = watch(mail, { persistent: false }, () => collect(mail, (letter) => this.onSecond(letter)))
    this.held = { lock, watcher }
    process.on('exit', () => this.release())
  }
}
