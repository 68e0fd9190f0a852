import { modelled } from '../modelled.ts'
import { EventEmitter } from 'node:events'

type Options = Electron.MenuItemConstructorOptions
const ROLES: Record<string, { label: string; accelerator?: string; submenu?: Options[] }> = {
  quit: { label: 'Quit', accelerator: 'CmdOrCtrl+Q' },
  close: { label: 'Close Window', accelerator: 'CmdOrCtrl+W' },
  minimize: { label: 'Minimize', accelerator: 'CmdOrCtrl+M' },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R' },
  undo: { label: 'Undo' },
  redo: { label: 'Redo' },
  cut: { label: 'Cut' },
  copy: { label: 'Copy' },
  paste: { label: 'Paste' },
  selectAll: { label: 'Select All' },
  delete: { label: 'Delete' },
  about: { label: 'About' },
  toggleDevTools: { label: 'Toggle Developer Tools' },
  togglefullscreen: { label: 'Toggle Full Screen' },
  resetZoom: { label: 'Actual Size' },
  zoomIn: { label: 'Zoom In' },
  zoomOut: { label: 'Zoom Out' },
  services: { label: 'Services' },
  hide: { label: 'Hide' },
  hideOthers: { label: 'Hide Others' },
  unhide: { label: 'Show All' },
  front: { label: 'Bring All to Front' },
  zoom: { label: 'Zoom' },
  editMenu: {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  },
  viewMenu: {
    label: 'View',
    submenu: [
      { role: 'reload' },
      { role: 'toggleDevTools' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
    ],
  },
  windowMenu: { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'close' }] },
  fileMenu: { label: 'File', submenu: [{ role: 'quit' }] },
  appMenu: { label: 'App', submenu: [{ role: 'about' }, { role: 'quit' }] },
  help: { label: 'Help' },
}

let lastCommand = 0
export class MenuItem
  implements
    Pick<
      Electron.MenuItem,
      'id' | 'label' | 'enabled' | 'visible' | 'checked' | 'commandId' | 'sublabel' | 'toolTip' | 'registerAccelerator' | 'click'
    >
{
  id: string
  label: string
  type: Electron.MenuItem['type']
  role: Options['role']
  accelerator: string | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  sublabel: string
  toolTip: string
  registerAccelerator = true
  commandId = ++lastCommand
  submenu: Menu | undefined
  menu: Menu | undefined
  click: (...args: never[]) => void
  constructor(options: Options) {
    const role = options.role ? ROLES[options.role] : undefined
    if (options.role && !role) throw new Error(`electron: the menu role '${options.role}' is not modelled by the Chromium host.`)
    this.id = options.id ?? ''
    this.role = options.role
    this.label = options.label ?? role?.label ?? ''
    this.accelerator = (options.accelerator as string | undefined) ?? role?.accelerator
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    const submenu = options.submenu ?? role?.submenu
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as unknown as Menu | undefined)
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal')
    this.click = () => {
      if (this.type === 'checkbox') this.checked = !this.checked
      if (this.role) return runRole(this.role)
      options.click?.(this as unknown as Electron.MenuItem, undefined, { triggeredByAccelerator: false } as Electron.KeyboardEvent)
    }
  }
}

/** The launcher fills this in, to keep menus free of windows. */
export const roles: Record<string, () => void> = {}
function runRole(role: string): void {
  roles[role.toLowerCase()]?.()
}

export class Menu extends EventEmitter {
  items: MenuItem[] = []
  append(item: MenuItem): void {
    this.insert(this.items.length, item)
  }
  insert(position: number, item: MenuItem): void {
    item.menu = this
    this.items.splice(position, 0, item)
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item
      const inside = item.submenu?.getMenuItemById(id)
      if (inside) return inside
    }
    return null
  }
  popup(): void {
    this.emit('menu-will-show')
  }
  closePopup(): void {
    this.emit('menu-will-close')
  }
  static buildFromTemplate(template: (Options | MenuItem)[]): Menu {
    const menu = modelled('Menu', new Menu())
    for (const options of template) menu.append(options instanceof MenuItem ? options : new MenuItem(options))
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    current = menu
  }
  static getApplicationMenu(): Menu | null {
    return current
  }
}
let current: Menu | null = null

/** For a person at the fallback windows, which have no menu bar: `keys` is like "ctrl+shift+n". */
export function menuAccelerator(keys: string): void {
  const walk = (menu: Menu): boolean =>
    menu.items.some((item) => {
      if (item.submenu) return walk(item.submenu)
      if (!item.accelerator || !item.enabled || normalise(item.accelerator) !== normalise(keys)) return false
      ;(item.click as () => void)()
      return true
    })
  if (current) walk(current)
}

function normalise(accelerator: string): string {
  const control = process.platform === 'darwin' ? 'meta' : 'ctrl'
  const parts = accelerator
    .toLowerCase()
    .split('+')
    .map(
      (part) =>
        (
          ({
            cmdorctrl: control,
            commandorcontrol: control,
            control: 'ctrl',
            command: 'meta',
            cmd: 'meta',
            super: 'meta',
            option: 'alt',
          }) as Record<string, string>
        )[part] ?? part,
    )
  const key = parts.pop()
  return [...parts.sort(), key].join('+')
}
