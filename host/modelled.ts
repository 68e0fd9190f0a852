import { EventEmitter } from 'node:events'

export class NotModelledError extends Error {
  override name = 'NotModelledError'
}

const QUIET = new Set<PropertyKey>([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
  'constructor',
  'prototype',
  '__esModule',
  'default',
  'domain',
])

/**
 * Hands out `target` so that reading anything it does not have throws, naming the API.
 * An app that starts to use another part of Electron then fails at that line instead of going on without it.
 */
export function modelled<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (Reflect.has(object, key) || typeof key === 'symbol' || QUIET.has(key) || key.startsWith('_'))
        return Reflect.get(object, key, receiver)
      throw new NotModelledError(
        `electron: ${name}.${key} is not modelled by the Chromium host. Add it under host/api, or test this part on real Electron.`,
      )
    },
  })
}

/** An emitter that refuses listeners for events the host would never send. */
export class ModelledEmitter<Name extends string = string> extends EventEmitter {
  static describe(name: string, sent: readonly string[], silent: readonly string[] = []): Pick<EventNames, 'name' | 'known'> {
    return { name, known: new Set([...sent, ...silent, 'newListener', 'removeListener', 'error']) }
  }

  protected readonly eventNames_: Pick<EventNames, 'name' | 'known'>

  constructor(names: Pick<EventNames, 'name' | 'known'>) {
    super()
    this.eventNames_ = names
    for (const method of ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'] as const) {
      const original = EventEmitter.prototype[method]
      Object.defineProperty(this, method, {
        configurable: true,
        writable: true,
        value: (event: Name, listener: (...args: unknown[]) => void) => {
          if (typeof event === 'string' && !names.known.has(event))
            throw new NotModelledError(`electron: the '${event}' event of ${names.name} is not modelled by the Chromium host.`)
          return original.call(this, event, listener)
        },
      })
    }
  }
}

interface EventNames {
  name: string
  known: ReadonlySet<string>
}

/** Electron's own event object: `preventDefault` and `defaultPrevented`. */
export function electronEvent<T extends object>(extra: T): T & { preventDefault(): void; readonly defaultPrevented: boolean } {
  let prevented = false
  return Object.defineProperties(extra, {
    preventDefault: {
      value: () => {
        prevented = true
      },
      enumerable: true,
    },
    defaultPrevented: { get: () => prevented, enumerable: true },
  }) as T & { preventDefault(): void; readonly defaultPrevented: boolean }
}
