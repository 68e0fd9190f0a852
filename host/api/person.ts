import { basename, join } from 'node:path'
import { appPath } from '../app-paths.ts'
import { modelled, NotModelledError } from '../modelled.ts'
import { state } from '../state.ts'

/** What the app handed to the system: addresses, files, folders. */
const opened: string[] = []

/** Electron's shell: nothing is opened, all is noted. */
export const shell = modelled('shell', {
  openExternal: async (url: string): Promise<void> => {
    opened.push(url)
    if (state.shown) console.error(`the stand-in would open ${url}`)
  },
  openPath: async (path: string): Promise<string> => {
    opened.push(path)
    return ''
  },
  showItemInFolder: (path: string): void => void opened.push(path),
  beep: (): void => undefined,
} satisfies Partial<Electron.Shell>)

/** In a test nobody can answer a dialog; at windows that a person sees it is answered as if declined, and said so. */
function answered<T>(name: string, question: string, declined: T): T {
  if (state.shown) {
    console.error(`the stand-in has no dialogs; declined: ${question}`)
    return declined
  }
  throw new NotModelledError(
    `electron: dialog.${name} needs a person. In a test, replace it: app.evaluate(({ dialog }) => { dialog.${name} = async () => ({ … }) }).`,
  )
}

/** Electron's dialogs take a window first, or not. */
const optionsOf = <T>(args: readonly [T] | readonly [unknown, T]): T => (args.length === 1 ? args[0] : args[1])

/** Electron's dialog. */
export const dialog = modelled('dialog', {
  showOpenDialog: async (...args: [Electron.OpenDialogOptions] | [unknown, Electron.OpenDialogOptions]) =>
    answered<Electron.OpenDialogReturnValue>('showOpenDialog', optionsOf(args).title ?? 'open a file', { canceled: true, filePaths: [] }),
  showSaveDialog: async (...args: [Electron.SaveDialogOptions] | [unknown, Electron.SaveDialogOptions]) => {
    const name = basename(optionsOf(args).defaultPath ?? 'untitled')
    const filePath = join(appPath('downloads', ''), name)
    return answered<Electron.SaveDialogReturnValue>('showSaveDialog', `save; it goes to ${filePath}`, { canceled: false, filePath })
  },
  showMessageBox: async (...args: [Electron.MessageBoxOptions] | [unknown, Electron.MessageBoxOptions]) => {
    const { message, cancelId = 0 } = optionsOf(args)
    return answered<Electron.MessageBoxReturnValue>('showMessageBox', message, { response: cancelId, checkboxChecked: false })
  },
  showErrorBox: (title: string, content: string): void => console.error(`${title}\n${content}`),
})

let copied = ''
/** Electron's clipboard, as from 44 on: main process only, and asynchronous. */
export const clipboard = modelled('clipboard', {
  readText: async () => copied,
  writeText: async (text: string) => {
    copied = text
  },
  clear: () => {
    copied = ''
  },
} satisfies Partial<Electron.Clipboard>)
