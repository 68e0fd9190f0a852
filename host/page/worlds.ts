/**
 * Injected into both worlds of a page by source, so nothing here may refer to anything outside its own function.
 * Chromium clones `CustomEvent.detail` when an event crosses worlds and dispatches it synchronously,
 * which is what contextBridge needs: no shared objects, and calls that return at once.
 */
export interface Endpoint {
  expose(key: string, api: unknown): void
  onOpen(listener: (details: { url: string; frameName: string; features: string; disposition: string }) => void): void
}

export function createEndpoint(config: { out: string; in: string; main: boolean }): Endpoint {
  interface Message {
    call?: number
    expose?: string
    reply?: number
    settle?: number
    id?: number
    value?: unknown
    failed?: boolean
    open?: { url: string; frameName: string; features: string; disposition: string }
  }
  const { CustomEvent: Event_, structuredClone: clone } = globalThis
  const dispatch = window.dispatchEvent.bind(window)
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const replies = new Map<number, Message>()
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (reason: unknown) => void }>()
  const MARK = '\u0000host'
  let last = 0

  const pack = (value: unknown, depth = 0): unknown => {
    if (depth > 1000)
      throw new TypeError('Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.')
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof value === 'function') {
      const id = ++last
      functions.set(id, value as (...args: unknown[]) => unknown)
      return { [MARK]: 'function', id }
    }
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof Promise) {
      const id = ++last
      value.then(
        (result) => post({ settle: id, value: pack(result) }),
        (reason) => post({ settle: id, failed: true, value: pack(reason) }),
      )
      return { [MARK]: 'promise', id }
    }
    if (value instanceof Error) return { [MARK]: 'error', message: String(value.message) }
    if (value instanceof Node) throw new Error('DOM nodes across contextBridge are not modelled by the Chromium host.')
    if (Array.isArray(value)) return value.map((item) => pack(item, depth + 1))
    const tag = Object.prototype.toString.call(value)
    if (tag !== '[object Object]') return value
    const record: Record<string, unknown> = {}
    for (const key of Object.keys(value)) record[key] = pack((value as Record<string, unknown>)[key], depth + 1)
    return record
  }

  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(unpack)
    if (Object.prototype.toString.call(value) !== '[object Object]') return value
    const record = value as Record<string, unknown>
    const id = record.id as number
    switch (record[MARK]) {
      case 'function':
        return (...args: unknown[]) => request({ call: id, value: args.map((arg) => pack(arg)) })
      case 'promise':
        return new Promise((resolve, reject) => promises.set(id, { resolve, reject }))
      case 'error':
        return new Error(record.message as string)
      default:
        for (const key of Object.keys(record)) record[key] = unpack(record[key])
        return record
    }
  }

  const post = (message: Message): void => {
    try {
      clone(message)
    } catch {
      throw new Error('An object could not be cloned.')
    }
    dispatch(new Event_(config.out, { detail: message }))
  }

  const request = (message: Message): unknown => {
    const id = ++last
    post({ ...message, id })
    const reply = replies.get(id)
    replies.delete(id)
    if (!reply) throw new Error('The other side of contextBridge did not answer.')
    if (reply.failed) throw new Error(reply.value as string)
    return unpack(reply.value)
  }

  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      for (const key of Object.keys(value)) freeze((value as Record<string, unknown>)[key])
      Object.freeze(value)
    } else if (typeof value === 'function') Object.freeze(value)
    return value
  }

  const answer = (message: Message): void => {
    const id = message.id
    if (message.expose !== undefined) {
      const key = message.expose
      if (Object.hasOwn(window, key))
        post({ reply: id, failed: true, value: 'Cannot bind an API on top of an existing property on the window object' })
      else {
        Object.defineProperty(window, key, { value: freeze(unpack(message.value)), enumerable: true, configurable: false, writable: false })
        post({ reply: id })
      }
      return
    }
    try {
      const fn = functions.get(message.call as number)
      if (!fn) throw new Error('That function is gone.')
      const result = fn(...(message.value as unknown[]).map(unpack))
      post({ reply: id, value: pack(result) })
    } catch (error) {
      const text =
        typeof (error as Error | null)?.message === 'string'
          ? (error as Error).message
          : 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.'
      post({ reply: id, failed: true, value: text })
    }
  }

  window.addEventListener(config.in, (event) => {
    event.stopImmediatePropagation()
    const message = (event as CustomEvent<Message | null>).detail
    if (!message) return
    if (message.open) opened(message.open)
    else if (message.reply !== undefined) replies.set(message.reply, message)
    else if (message.settle !== undefined) {
      const promise = promises.get(message.settle)
      promises.delete(message.settle)
      if (message.failed) promise?.reject(unpack(message.value))
      else promise?.resolve(unpack(message.value))
    } else answer(message)
  })

  let opened: (details: NonNullable<Message['open']>) => void = () => {}
  if (config.main) {
    // As Electron with a handler that denies: no window appears and the caller gets null.
    const open = (url: string | URL, frameName: string, features: string, disposition: string): void =>
      post({ open: { url: new URL(url, document.baseURI).href, frameName, features, disposition } })
    window.open = (url = 'about:blank', name = '', features = '') => {
      open(url, name, features, features ? 'new-window' : 'foreground-tab')
      return null
    }
    const follow = (event: MouseEvent): void => {
      const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null
      if (!link || event.defaultPrevented || (event.type === 'auxclick' && event.button !== 1)) return
      const apart = event.type === 'auxclick' || event.ctrlKey || event.metaKey || event.shiftKey
      if (!apart && (!link.target || ['_self', '_top', '_parent'].includes(link.target))) return
      event.preventDefault()
      open(link.href, link.target, '', apart ? 'background-tab' : 'foreground-tab')
    }
    window.addEventListener('click', follow)
    window.addEventListener('auxclick', follow)
  }

  return {
    expose: (key, api) => {
      request({ expose: key, value: pack(api) })
    },
    onOpen: (listener) => {
      opened = listener
    },
  }
}

export interface PreloadConfig {
  binding: string
  deliver: string
  env: Record<string, string>
  argv: string[]
  platform: string
  arch: string
  versions: Record<string, string>
  pid: number
  execPath: string
  resourcesPath: string
  accelerators: boolean
}

/** The sandboxed preload's surroundings: `require`, `process`, and the renderer half of `electron`. */
export function preloadRuntime(
  config: PreloadConfig,
  codec: { encode(value: unknown): string; decode(text: string): unknown },
  endpoint: Endpoint,
  run: (
    require: (id: string) => unknown,
    process: object,
    module: { exports: object },
    exports: object,
    Buffer: unknown,
    global: object,
  ) => void,
): void {
  type Listener = (...args: unknown[]) => void
  const scope = globalThis as unknown as Record<string, unknown>
  const post = scope[config.binding] as (payload: string) => void
  delete scope[config.binding]

  endpoint.onOpen((details) => post(JSON.stringify({ type: 'open', details })))

  const notModelled = (name: string): never => {
    throw new Error(`electron: ${name} is not modelled by the Chromium host (host/page/worlds.ts).`)
  }
  const guard = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get: (object, key, receiver) =>
        Reflect.has(object, key) ||
        typeof key === 'symbol' ||
        key === 'then' ||
        key === 'toJSON' ||
        key === '__esModule' ||
        key === 'default'
          ? Reflect.get(object, key, receiver)
          : notModelled(`${name}.${String(key)}`),
    })

  class Emitter {
    private readonly all = new Map<string, { listener: Listener; once: boolean }[]>()
    on(event: string, listener: Listener): this {
      this.all.set(event, [...(this.all.get(event) ?? []), { listener, once: false }])
      return this
    }
    addListener(event: string, listener: Listener): this {
      return this.on(event, listener)
    }
    once(event: string, listener: Listener): this {
      this.all.set(event, [...(this.all.get(event) ?? []), { listener, once: true }])
      return this
    }
    off(event: string, listener: Listener): this {
      const list = this.all.get(event) ?? []
      const index = list.findLastIndex((entry) => entry.listener === listener)
      this.all.set(
        event,
        list.filter((_, i) => i !== index),
      )
      return this
    }
    removeListener(event: string, listener: Listener): this {
      return this.off(event, listener)
    }
    removeAllListeners(event?: string): this {
      if (event === undefined) this.all.clear()
      else this.all.delete(event)
      return this
    }
    listenerCount(event: string): number {
      return this.all.get(event)?.length ?? 0
    }
    emit(event: string, ...args: unknown[]): boolean {
      const list = this.all.get(event) ?? []
      for (const entry of list) {
        if (entry.once) this.off(event, entry.listener)
        entry.listener.apply(this, args)
      }
      return list.length > 0
    }
  }

  const waiting = new Map<number, { channel: string; resolve: (value: unknown) => void; reject: (reason: Error) => void }>()
  let last = 0
  class IpcRenderer extends Emitter {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const id = ++last
      let data: string
      try {
        data = codec.encode(args)
      } catch (error) {
        return Promise.reject(error)
      }
      return new Promise((resolve, reject) => {
        waiting.set(id, { channel, resolve, reject })
        post(JSON.stringify({ type: 'invoke', id, channel, data }))
      })
    }
    send(channel: string, ...args: unknown[]): void {
      post(JSON.stringify({ type: 'send', channel, data: codec.encode(args) }))
    }
  }
  const ipcRenderer = new IpcRenderer()

  Object.defineProperty(scope, config.deliver, {
    value: (text: string) => {
      const message = JSON.parse(text) as { type: string; id: number; channel: string; data?: string; error?: string }
      if (message.type === 'event') {
        ipcRenderer.emit(message.channel, { sender: ipc, ports: [] }, ...(codec.decode(message.data as string) as unknown[]))
        return
      }
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error !== undefined) call?.reject(new Error(`Error invoking remote method '${call.channel}': ${message.error}`))
      else call?.resolve(codec.decode(message.data as string))
    },
  })

  const ipc = guard('ipcRenderer', ipcRenderer)
  const electron = guard('electron (in a sandboxed preload)', {
    ipcRenderer: ipc,
    contextBridge: guard('contextBridge', { exposeInMainWorld: (key: string, api: unknown) => endpoint.expose(key, api) }),
  })
  const modules: Record<string, object> = {
    electron,
    'electron/renderer': electron,
    'electron/common': electron,
    events: Object.assign(Emitter, { EventEmitter: Emitter }),
    timers: { setTimeout, clearTimeout, setInterval, clearInterval },
    url: { URL, URLSearchParams },
  }
  const require_ = (id: string): unknown => {
    const found = modules[id.replace(/^node:/, '')]
    if (!found) throw new Error(`module not found: ${id}`)
    return found
  }
  const process_ = guard('process (in a sandboxed preload)', {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: config.platform,
    arch: config.arch,
    versions: Object.freeze(config.versions),
    version: config.versions.node,
    env: config.env,
    argv: config.argv,
    pid: config.pid,
    execPath: config.execPath,
    resourcesPath: config.resourcesPath,
    nextTick: (fn: Listener, ...args: unknown[]) => queueMicrotask(() => fn(...args)),
  })

  if (config.accelerators)
    window.addEventListener(
      'keydown',
      (event) => {
        const keys = [
          event.ctrlKey && 'ctrl',
          event.metaKey && 'meta',
          event.altKey && 'alt',
          event.shiftKey && 'shift',
          event.key.toLowerCase(),
        ].filter(Boolean)
        post(JSON.stringify({ type: 'keys', keys: keys.join('+') }))
      },
      true,
    )

  const module_ = { exports: {} }
  try {
    run(require_, process_, module_, module_.exports, undefined, globalThis)
  } catch (error) {
    console.error('Unable to load preload script:', error)
    post(JSON.stringify({ type: 'preload-error', message: String((error as Error)?.message ?? error), stack: (error as Error)?.stack }))
  }
}
