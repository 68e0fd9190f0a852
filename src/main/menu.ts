import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Argument } from '../domain/contract/bridge.ts'
import { accelerator } from './accelerator.ts'

type Sections = Argument<'menu'>

function item({ name, label, key }: Sections[number]['items'][number], choose: (name: string) => void): MenuItemConstructorOptions {
  const keys = accelerator(key)
  // The page hears its own keys: registering them here as well would do everything twice.
  return { id: name, label, click: () => choose(name), ...(keys ? { accelerator: keys, registerAccelerator: false } : {}) }
}

/** The application menu: what every app has, and the commands of the screen from their one registry. */
export function setMenu(sections: Sections, choose: (name: string) => void): void {
  const ours = sections.map(({ label, items }) => ({ label, submenu: items.map((one) => item(one, choose)) }))
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [{ role: 'fileMenu' }]
  const zoom: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate([...mac, { role: 'editMenu' }, ...ours, { label: 'Window', submenu: zoom }]))
}
