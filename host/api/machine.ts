import { EventEmitter } from 'node:events'
import { ModelledEmitter, modelled } from '../modelled.ts'
import { requireReady } from '../state.ts'

const powerEvents = {
  name: 'powerMonitor',
  sent: ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'on-ac', 'on-battery', 'shutdown'],
  silent: ['thermal-state-change', 'speed-limit-change', 'user-did-become-active', 'user-did-resign-active'],
}

type Power = Pick<
  Electron.PowerMonitor,
  'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower' | 'onBatteryPower' | 'getCurrentThermalState'
>

/** A machine that never sleeps by itself: a test says `powerMonitor.emit('resume')`, and how long its person has been idle. */
class PowerMonitor extends ModelledEmitter implements Power {
  onBatteryPower = false
  idleSeconds = 0

  constructor() {
    super(powerEvents)
  }
  getSystemIdleState(threshold: number): 'active' | 'idle' {
    return this.idleSeconds >= threshold ? 'idle' : 'active'
  }
  getSystemIdleTime(): number {
    return this.idleSeconds
  }
  isOnBatteryPower(): boolean {
    return this.onBatteryPower
  }
  getCurrentThermalState(): 'nominal' {
    return 'nominal'
  }
}
/** Electron's powerMonitor. */
export const powerMonitor = modelled('powerMonitor', new PowerMonitor())

type Theme = Pick<
  Electron.NativeTheme,
  'shouldUseDarkColors' | 'themeSource' | 'shouldUseHighContrastColors' | 'inForcedColorsMode' | 'prefersReducedTransparency'
>

class NativeTheme extends EventEmitter implements Theme {
  shouldUseHighContrastColors = false
  inForcedColorsMode = false
  prefersReducedTransparency = false
  /** Set by the launcher: tells the pages. */
  onChange: (dark: boolean | undefined) => void = () => undefined
  private source: Electron.NativeTheme['themeSource'] = 'system'

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.source
  }
  set themeSource(value: Electron.NativeTheme['themeSource']) {
    this.source = value
    this.onChange(this.dark)
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark'
  }
  /** What pages are told; nothing while the system decides. */
  get dark(): boolean | undefined {
    return this.source === 'system' ? undefined : this.source === 'dark'
  }
}
/** What the stand-in itself sees of the theme. */
export const nativeThemeParts = new NativeTheme()
/** Electron's nativeTheme. */
export const nativeTheme = modelled('nativeTheme', nativeThemeParts)

const area = { x: 0, y: 0, width: 1920, height: 1080 }
const size = { width: 1920, height: 1080 }
const display = {
  id: 1,
  label: 'stand-in',
  bounds: area,
  workArea: area,
  size,
  workAreaSize: size,
  scaleFactor: 1,
  rotation: 0,
  internal: true,
}

const checked = <T>(value: T): T => {
  requireReady("The 'screen' module can't be used before the app 'ready' event")
  return value
}

type Screens = Pick<
  Electron.Screen,
  'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching' | 'getDisplayNearestPoint' | 'getCursorScreenPoint'
>

/** One screen of 1920 by 1080. */
class Screen extends EventEmitter implements Record<keyof Screens, unknown> {
  getPrimaryDisplay = () => checked(display)
  getAllDisplays = () => checked([display])
  getDisplayMatching = () => checked(display)
  getDisplayNearestPoint = () => checked(display)
  getCursorScreenPoint = () => checked({ x: 0, y: 0 })
}
/** Electron's screen. */
export const screen = modelled('screen', new Screen())
