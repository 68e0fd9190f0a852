import { EventEmitter } from 'node:events'

/** Thrown by whatever part of Electron the stand-in does not have. */
export class NotModelledError extends Error {
  override name = 'NotModelledError'
}

// Asked of any object by promises, loggers, assertion libraries and module loaders: their absence is no news.
const quiet = new Set<PropertyKey>([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  'constructor',
  'prototype',
  'default',
  'domain',
])

/**
 * Hands out `target` so that reading anything it does not have throws, naming it:
 * an app that starts to use another part of Electron fails at that line instead of going on without it.
 */
export function modelled<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (Reflect.has(object, key) || typeof key === 'symbol' || quiet.has(key) || /^[_$]/.test(key))
        return Reflect.get(object, key, receiver)
      throw new NotModelledError(
        `electron: ${name}.${key} is not modelled by the stand-in. Add it under host/api, or test this part on real Electron.`,
      )
    },
  })
}

type Listener = Parameters<EventEmitter['on']>[1]

/** The events of one kind of object: those that the stand-in sends, and those it lets be listened to though they never come. */
export interface KnownEvents {
  readonly name: string
  readonly sent: readonly string[]
  readonly silent?: readonly string[]
}

/** An emitter that refuses listeners for events that it does not know. */
export class ModelledEmitter extends EventEmitter {
  private readonly known: ReadonlySet<string | symbol>
  private readonly of: string

  constructor({ name, sent, silent = [] }: KnownEvents) {
    super()
    this.of = name
    this.known = new Set<string | symbol>([...sent, ...silent, 'newListener', 'removeListener', 'error'])
  }

  override on(event: string | symbol, listener: Listener): this {
    return super.on(this.checked(event), listener)
  }
  override once(event: string | symbol, listener: Listener): this {
    return super.once(this.checked(event), listener)
  }
  override addListener(event: string | symbol, listener: Listener): this {
    return super.addListener(this.checked(event), listener)
  }
  override prependListener(event: string | symbol, listener: Listener): this {
    return super.prependListener(this.checked(event), listener)
  }
  override prependOnceListener(event: string | symbol, listener: Listener): this {
    return super.prependOnceListener(this.checked(event), listener)
  }

  private checked(event: string | symbol): string | symbol {
    if (typeof event === 'string' && !this.known.has(event)) {
      throw new NotModelledError(`electron: the '${event}' event of ${this.of} is not modelled by the stand-in.`)
    }
    return event
  }
}

/** What every Electron event can do. */
export interface Preventable {
  preventDefault(): void
  readonly defaultPrevented: boolean
}

/** Electron's own event object, with `extra` on it. */
export function electronEvent<T extends object>(extra: T): T & Preventable {
  let prevented = false
  const preventable: Preventable = {
    preventDefault: () => {
      prevented = true
    },
    get defaultPrevented() {
      return prevented
    },
  }
  return Object.defineProperties(preventable, Object.getOwnPropertyDescriptors(extra)) as T & Preventable
}
