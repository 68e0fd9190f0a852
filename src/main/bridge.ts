import { BrowserWindow, ipcMain } from 'electron'
import { type Ask, asks, type Fact, type Facts, type Handlers } from '../domain/contract/bridge.ts'
import { isTrusted } from './trust.ts'

const names = Object.keys(asks) as readonly Ask[]

/**
 * Answers what renderers ask: the only file that hears `ipcMain`. A stranger's frame and a malformed argument are refused
 * before any handler sees them.
 */
export function answer(handlers: Handlers, ours: string): void {
  for (const name of names) {
    ipcMain.handle(name, (event, input: unknown) => {
      if (!isTrusted(event.senderFrame, ours)) throw new Error(`An untrusted frame asked: ${name}`)
      const parsed = asks[name].safeParse(input)
      if (!parsed.success)
        throw new Error(`Malformed ${name}: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`)
      // The parser of this very name made the value; TypeScript cannot follow the pairing through the union.
      return handlers[name](parsed.data as never)
    })
  }
}

/** Tells every window a fact. */
export function tell<F extends Fact>(fact: F, value: Facts[F]): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(fact, value)
}
