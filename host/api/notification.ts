import { electronEvent, ModelledEmitter } from '../modelled.ts'
import { requireReady } from '../state.ts'

const events = { name: 'Notification', sent: ['show', 'click', 'close', 'reply', 'action'], silent: ['failed'] }

/** Electron's Notification. Nothing appears; a test clicks one with `emit('click')`. */
export class Notification
  extends ModelledEmitter
  implements Pick<Electron.Notification, 'title' | 'body' | 'silent' | 'show' | 'close' | 'id'>
{
  /** Those that are on the screen, oldest first. */
  static readonly shown: Notification[] = []
  readonly id: string
  title: string
  body: string
  silent: boolean
  actions: Electron.NotificationAction[]

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super(events)
    this.id = options.id ?? crypto.randomUUID()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
    this.actions = options.actions ?? []
  }
  show(): void {
    requireReady('Cannot show a Notification before app is ready')
    if (!Notification.shown.includes(this)) Notification.shown.push(this)
    setImmediate(() => this.emit('show', electronEvent({})))
  }
  close(): void {
    const index = Notification.shown.indexOf(this)
    if (index < 0) return
    Notification.shown.splice(index, 1)
    setImmediate(() => this.emit('close', electronEvent({ reason: 'userCanceled' })))
  }
  static isSupported(): boolean {
    return true
  }
}
