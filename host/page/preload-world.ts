import type { Endpoint } from './endpoint.ts'
import { IpcRenderer } from './ipc-renderer.ts'
import { PageEmitter } from './page-emitter.ts'

/** What a preload is told of the process it belongs to. */
export interface PreloadConfig {
  readonly binding: string
  readonly deliver: string
  readonly env: Record<string, string | undefined>
  readonly argv: readonly string[]
  readonly platform: string
  readonly arch: string
  readonly versions: Record<string, string | undefined>
  readonly pid: number
  readonly execPath: string
  readonly resourcesPath: string
  readonly accelerators: boolean
}

type RunPreload = (scope: {
  readonly require: (id: string) => unknown
  readonly process: object
  readonly module: { readonly exports: object }
}) => void

type Post = (message: object) => void

const silent = new Set<PropertyKey>(['then', 'toJSON', '__esModule', 'default'])

const guarded = <T extends object>(name: string, target: T): T =>
  new Proxy(target, {
    get(object, key, receiver) {
      if (Reflect.has(object, key) || typeof key === 'symbol' || silent.has(key)) return Reflect.get(object, key, receiver)
      throw new Error(`electron: ${name}.${key} is not modelled by the stand-in (host/page).`)
    },
  })

/** The `require` of a sandboxed preload: it knows these and no file. */
function preloadRequire(ipc: IpcRenderer, endpoint: Endpoint): (id: string) => unknown {
  const contextBridge = guarded('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => endpoint.expose(key, api),
  })
  const electron = guarded('electron (in a sandboxed preload)', { ipcRenderer: ipc, contextBridge })
  const modules: Record<string, unknown> = {
    electron,
    'electron/renderer': electron,
    'electron/common': electron,
    events: PageEmitter,
    timers: { setTimeout, clearTimeout, setInterval, clearInterval },
    url: { URL, URLSearchParams },
  }
  return (id) => {
    const found = modules[id.replace(/^node:/, '')]
    if (!found) throw new Error(`module not found: ${id}`)
    return found
  }
}

const preloadProcess = (config: PreloadConfig): object =>
  guarded('process (in a sandboxed preload)', {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: config.platform,
    arch: config.arch,
    versions: Object.freeze(config.versions),
    version: `v${config.versions.node}`,
    env: config.env,
    argv: config.argv,
    pid: config.pid,
    execPath: config.execPath,
    resourcesPath: config.resourcesPath,
    nextTick: (run: (...args: unknown[]) => void, ...args: unknown[]) => queueMicrotask(() => run(...args)),
  })

/** Windows of the stand-in have no menu bar to catch keys, so a person's keys are reported to the application menu from here. */
function reportKeys(post: Post): void {
  const report = (event: KeyboardEvent): void => {
    const held = [event.altKey && 'alt', event.ctrlKey && 'ctrl', event.metaKey && 'meta', event.shiftKey && 'shift']
    post({ type: 'keys', keys: [...held.filter((key) => key !== false), event.key.toLowerCase()].join('+') })
  }
  window.addEventListener('keydown', report, true)
}

/** Builds what surrounds a sandboxed preload, and runs it. */
export function startPreload(config: PreloadConfig, endpoint: Endpoint, run: RunPreload): void {
  // The binding is Chromium's own way out of this world; nobody else in it shall find it.
  const scope = globalThis as unknown as Record<string, (payload: string) => void>
  const binding = scope[config.binding]
  delete scope[config.binding]
  const post: Post = (message) => binding?.(JSON.stringify(message))

  const ipc = new IpcRenderer(post)
  const sender = guarded('ipcRenderer', ipc)
  Object.defineProperty(globalThis, config.deliver, { value: (text: string) => ipc.deliver(text, sender) })
  endpoint.onOpen = (details) => post({ type: 'open', details })
  if (config.accelerators) reportKeys(post)
  try {
    run({ require: preloadRequire(sender, endpoint), process: preloadProcess(config), module: { exports: {} } })
  } catch (error) {
    console.error('Unable to load preload script:', error)
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
    post({ type: 'preload-error', message, stack })
  }
}
