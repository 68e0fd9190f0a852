import { readFileSync } from 'node:fs'
import { Frames } from '../frames.ts'
import { intercept } from '../intercept.ts'
import { type FromPreload, receiveInvoke, receiveSend } from '../ipc-door.ts'
import { electronEvent, ModelledEmitter, NotModelledError } from '../modelled.ts'
import type { OpenDetails } from '../page/open.ts'
import type { PreloadConfig } from '../page/preload-world.ts'
import { pageScript, preloadScript } from '../page/source.ts'
import type { Events } from '../protocol.ts'
import { state } from '../state.ts'
import type { TargetSession } from '../target-session.ts'
import { fromPage } from '../urls.ts'
import { preloadWorld, Worlds } from '../worlds.ts'
import { appParts } from './app.ts'
import { nativeThemeParts } from './machine.ts'
import { pressKeys } from './menu.ts'
import { webContentsEvents } from './web-contents-parts.ts'

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse

const consoleLevels: Readonly<Record<string, string>> = { warning: 'warning', error: 'error', debug: 'debug' }

/** One page of Chromium as the app's events and IPC see it; what an app may call on it is in web-contents.ts. */
export abstract class WebPage extends ModelledEmitter {
  abstract readonly id: number
  /** What the app sees of this object: it throws where something is not modelled. */
  abstract readonly seen: object
  onFirstPaint: () => void = () => undefined
  protected readonly frames = new Frames((channel, ...args) => this.send(channel, ...args))
  protected worlds: Worlds | undefined
  protected target: TargetSession | undefined
  protected openHandler: OpenHandler | undefined
  protected loading = false
  protected destroyed = false
  protected crashed = false
  protected title = ''
  protected pendingUrl = ''
  private readonly preferences: Electron.WebPreferences
  private readonly attached = Promise.withResolvers<TargetSession>()

  constructor(preferences: Electron.WebPreferences) {
    super(webContentsEvents)
    this.preferences = preferences
  }

  abstract send(channel: string, ...args: unknown[]): void

  get targetId(): string {
    return this.target?.targetId ?? ''
  }
  get mainFrame(): Electron.WebFrameMain | null {
    return this.frames.get(this.frames.mainId)
  }
  /** The line to the page, once there is one. */
  get page(): Promise<TargetSession> {
    return this.attached.promise
  }

  /** Takes over a page before it has loaded anything. */
  async attach(target: TargetSession): Promise<void> {
    this.target = target
    const secret = crypto.randomUUID()
    const binding = `__binding_${secret}`
    const worlds = new Worlds(target, `__deliver_${secret}`)
    this.worlds = worlds
    target.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === binding) this.receive(JSON.parse(payload), executionContextId)
    })
    this.listen(target)
    await Promise.all([
      target.send('Page.enable'),
      target.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      target.send('Page.getFrameTree').then(({ frameTree }) => this.frames.set(frameTree.frame)),
      target.send('Runtime.enable'),
      target.send('Runtime.addBinding', { name: binding, executionContextName: preloadWorld }),
      ...this.inject(target, secret),
      target.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    ])
    if (nativeThemeParts.dark !== undefined) this.setDark(nativeThemeParts.dark)
    await target.send('Runtime.runIfWaitingForDebugger')
    this.attached.resolve(target)
  }

  private inject(target: TargetSession, secret: string): Promise<unknown>[] {
    const names = { up: `up-${secret}`, down: `down-${secret}` }
    const { preload } = this.preferences
    const config: PreloadConfig = {
      binding: `__binding_${secret}`,
      deliver: `__deliver_${secret}`,
      env: { ...process.env },
      argv: [process.execPath, ...(this.preferences.additionalArguments ?? [])],
      platform: process.platform,
      arch: process.arch,
      versions: { ...process.versions },
      pid: process.pid,
      execPath: process.execPath,
      resourcesPath: process.resourcesPath,
      accelerators: state.shown,
    }
    const text = preload === undefined ? '' : readFileSync(preload, 'utf8')
    const source = preloadScript(names, config, { text, url: preload ?? 'no-preload' })
    return [
      target.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(names) }),
      target.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: preloadWorld }),
    ]
  }

  private listen(target: TargetSession): void {
    this.frames.follow(target)
    const main = (frameId: string): boolean => frameId === this.frames.mainId
    target.on('Page.frameNavigated', ({ frame }) => {
      this.frames.set(frame)
      if (frame.parentId === undefined) this.emit('did-navigate', electronEvent({}), fromPage(frame.url), 200, 'OK')
    })
    target.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      this.frames.moved(frameId, url)
      this.emit('did-navigate-in-page', electronEvent({}), fromPage(url), main(frameId), 0, 0)
    })
    target.on('Page.domContentEventFired', () => this.emit('dom-ready', electronEvent({})))
    target.on('Page.frameStartedLoading', ({ frameId }) => main(frameId) && this.loads('did-start-loading'))
    target.on('Page.frameStoppedLoading', ({ frameId }) => main(frameId) && this.loads('did-stop-loading'))
    target.on('Page.loadEventFired', () => void this.loaded(target))
    target.on('Page.lifecycleEvent', ({ frameId, name }) => main(frameId) && name === 'firstPaint' && this.onFirstPaint())
    target.on('Runtime.consoleAPICalled', (call) => this.said(call))
    target.on('Fetch.requestPaused', (paused) => void intercept(this.asking(target), paused))
    target.on('Inspector.targetCrashed', () => {
      this.crashed = true
      const details = { reason: 'crashed', exitCode: 1 }
      this.emit('render-process-gone', electronEvent({}), details)
      appParts.emit('render-process-gone', electronEvent({}), this.seen, details)
    })
  }

  private asking(session: TargetSession): Parameters<typeof intercept>[0] {
    return {
      id: this.id,
      session,
      isDestroyed: () => this.destroyed,
      mainFrameId: () => this.frames.mainId,
      mainFrame: () => this.mainFrame,
      loading: () => this.pendingUrl,
      emit: (event, ...args) => this.emit(event, ...args),
    }
  }

  private loads(event: 'did-start-loading' | 'did-stop-loading'): void {
    const starts = event === 'did-start-loading'
    if (this.loading === starts) return
    this.loading = starts
    this.emit(event)
  }

  /** Chromium tells of titles late; Electron knows the page's own before it says that it has loaded. */
  private async loaded(target: TargetSession): Promise<void> {
    const answer = await target.send('Runtime.evaluate', { expression: 'document.title' }).catch(() => undefined)
    if (this.destroyed) return
    if (answer?.result.value) this.titled(String(answer.result.value))
    this.emit('did-finish-load', electronEvent({}))
  }

  private said({ type, args, stackTrace }: Events['Runtime.consoleAPICalled']): void {
    const frame = stackTrace?.callFrames[0]
    const message = args.map(({ value, description }) => value ?? description ?? '').join(' ')
    const details = {
      message,
      level: consoleLevels[type] ?? 'info',
      lineNumber: frame?.lineNumber ?? 0,
      sourceId: fromPage(frame?.url ?? ''),
    }
    this.emit('console-message', electronEvent({ ...details, frame: this.mainFrame }))
  }

  private receive(message: FromPreload, contextId: number): void {
    if (message.type === 'keys') pressKeys(message.keys)
    else if (message.type === 'open') this.opening(message.details)
    else if (message.type === 'preload-error') this.preloadFailed(message)
    else this.receiveIpc(message, contextId)
  }

  private preloadFailed({ message, stack }: Extract<FromPreload, { type: 'preload-error' }>): void {
    const error = Object.assign(new Error(message), { stack })
    this.emit('preload-error', electronEvent({}), this.preferences.preload ?? '', error)
  }

  private receiveIpc(message: Extract<FromPreload, { channel: string }>, contextId: number): void {
    const world = this.worlds?.get(contextId)
    const from = {
      sender: this.seen,
      senderFrame: world ? this.frames.get(world.frameId) : null,
      world,
      deliver: (to: NonNullable<typeof world>, body: object) => this.worlds?.deliver(to, body),
      send: (channel: string, ...args: unknown[]) => this.send(channel, ...args),
      emit: (event: string, ...args: unknown[]) => this.emit(event, ...args),
    }
    if (message.type === 'send') receiveSend(from, message)
    else void receiveInvoke(from, message)
  }

  /** A page wants another opened. The app may only refuse: windows that pages open themselves are not modelled. */
  opening(details: OpenDetails): void {
    const referrer = { url: this.frames.mainUrl, policy: 'strict-origin-when-cross-origin' as const }
    const answer = this.openHandler?.({ ...details, url: fromPage(details.url), referrer }) ?? { action: 'allow' }
    if (answer.action === 'allow') {
      throw new NotModelledError("electron: setWindowOpenHandler with { action: 'allow' } (or no handler) is not modelled by the stand-in.")
    }
  }

  titled(title: string): void {
    if (title === this.title || this.destroyed || this.frames.mainUrl === '') return
    this.title = title
    this.emit('page-title-updated', electronEvent({}), title, true)
  }
  setDark(dark: boolean | undefined): void {
    const features = dark === undefined ? [] : [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]
    this.target?.tell('Emulation.setEmulatedMedia', { features })
  }
}
