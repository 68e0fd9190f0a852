type PageListener = (...args: unknown[]) => void

/** The `events` that a sandboxed preload can require, and what ipcRenderer is. */
export class PageEmitter {
  static EventEmitter = PageEmitter
  private readonly all = new Map<string, { readonly listener: PageListener; readonly once: boolean }[]>()

  on(event: string, listener: PageListener): this {
    this.all.set(event, [...(this.all.get(event) ?? []), { listener, once: false }])
    return this
  }
  addListener(event: string, listener: PageListener): this {
    return this.on(event, listener)
  }
  once(event: string, listener: PageListener): this {
    this.all.set(event, [...(this.all.get(event) ?? []), { listener, once: true }])
    return this
  }
  off(event: string, listener: PageListener): this {
    const list = this.all.get(event) ?? []
    const index = list.findLastIndex((entry) => entry.listener === listener)
    this.all.set(
      event,
      list.filter((_, at) => at !== index),
    )
    return this
  }
  removeListener(event: string, listener: PageListener): this {
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
    for (const { listener, once } of list) {
      if (once) this.off(event, listener)
      listener.apply(this, args)
    }
    return list.length > 0
  }
}
