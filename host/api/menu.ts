import { EventEmitter } from 'node:events'
import { modelled } from '../modelled.ts'
import { menuRoles, roleActions } from './menu-roles.ts'

type Options = Electron.MenuItemConstructorOptions

type Modelled = Pick<
  Electron.MenuItem,
  'id' | 'label' | 'enabled' | 'visible' | 'checked' | 'commandId' | 'sublabel' | 'toolTip' | 'registerAccelerator' | 'click' | 'type'
>

/** Electron's MenuItem. */
export class MenuItem implements Modelled {
  private static last = 0
  readonly commandId = ++MenuItem.last
  readonly id: string
  readonly type: Electron.MenuItem['type']
  readonly role: Options['role']
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean
  sublabel: string
  toolTip: string
  registerAccelerator = true
  menu: Menu | undefined
  readonly click: () => void

  constructor(options: Options) {
    const role = options.role === undefined ? undefined : menuRoles[options.role]
    if (options.role && !role) throw new Error(`electron: the menu role '${options.role}' is not modelled by the stand-in.`)
    const submenu = options.submenu ?? role?.submenu
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu instanceof Menu ? submenu : undefined
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal')
    this.id = options.id ?? ''
    this.role = options.role
    this.label = options.label ?? role?.label ?? ''
    this.accelerator = options.accelerator ?? role?.accelerator
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.click = () => this.choose(options.click)
  }

  private choose(chosen: Options['click']): void {
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    if (this.role) roleActions.get(this.role.toLowerCase())?.()
    // The item is Electron's as far as it is modelled; there is no window and no key behind a click that nobody made.
    else chosen?.(this as unknown as Electron.MenuItem, undefined, { triggeredByAccelerator: false })
  }
}

/** Electron's Menu. */
export class Menu extends EventEmitter {
  private static current: Menu | null = null
  readonly items: MenuItem[] = []

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
    Menu.current = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu.current
  }
}

const modifiers: Readonly<Record<string, string>> = {
  cmdorctrl: process.platform === 'darwin' ? 'meta' : 'ctrl',
  commandorcontrol: process.platform === 'darwin' ? 'meta' : 'ctrl',
  control: 'ctrl',
  command: 'meta',
  cmd: 'meta',
  super: 'meta',
  option: 'alt',
}

function normalised(accelerator: string): string {
  const parts = accelerator
    .toLowerCase()
    .split('+')
    .map((part) => modifiers[part] ?? part)
  const key = parts.pop()
  return [...parts.sort(), key].join('+')
}

/** Windows of the stand-in have no menu bar: the keys a person pressed, as "ctrl+shift+n", are looked up in the application menu. */
export function pressKeys(keys: string): void {
  const found = (menu: Menu): MenuItem | undefined => {
    for (const item of menu.items) {
      const inside = item.submenu ? found(item.submenu) : undefined
      if (inside) return inside
      if (item.accelerator && item.enabled && normalised(item.accelerator) === normalised(keys)) return item
    }
    return undefined
  }
  const menu = Menu.getApplicationMenu()
  if (menu) found(menu)?.click()
}
