import { ModelledEmitter } from '../modelled.ts'
import { requireReady } from '../state.ts'

const events = {
  name: 'Tray',
  sent: ['click', 'right-click', 'double-click'],
  silent: ['balloon-click', 'mouse-enter', 'mouse-leave', 'drop-files'],
}

type Modelled = Pick<
  Electron.Tray,
  'setToolTip' | 'setTitle' | 'setImage' | 'setContextMenu' | 'destroy' | 'isDestroyed' | 'popUpContextMenu' | 'setIgnoreDoubleClickEvents'
>

/** Electron's Tray, without a place on the screen. */
export class Tray extends ModelledEmitter implements Modelled {
  toolTip = ''
  menu: Electron.Menu | null = null
  private dead = false

  constructor() {
    super(events)
    requireReady('Cannot create Tray before app is ready')
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setContextMenu(menu: Electron.Menu | null): void {
    this.menu = menu
  }
  setTitle(): void {}
  setImage(): void {}
  setIgnoreDoubleClickEvents(): void {}
  popUpContextMenu(): void {}
  destroy(): void {
    this.dead = true
  }
  isDestroyed(): boolean {
    return this.dead
  }
}
