type Options = Electron.MenuItemConstructorOptions

interface Role {
  readonly label: string
  readonly accelerator?: string
  readonly submenu?: Options[]
}

const items = (...roles: NonNullable<Options['role']>[]): Options[] => roles.map((role) => ({ role }))

/** What Electron puts in a menu for a role. */
export const menuRoles: Readonly<Record<string, Role>> = {
  quit: { label: 'Quit', accelerator: 'CmdOrCtrl+Q' },
  close: { label: 'Close Window', accelerator: 'CmdOrCtrl+W' },
  minimize: { label: 'Minimize', accelerator: 'CmdOrCtrl+M' },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R' },
  forceReload: { label: 'Force Reload' },
  undo: { label: 'Undo' },
  redo: { label: 'Redo' },
  cut: { label: 'Cut' },
  copy: { label: 'Copy' },
  paste: { label: 'Paste' },
  pasteAndMatchStyle: { label: 'Paste and Match Style' },
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
  help: { label: 'Help' },
  window: { label: 'Window' },
  appMenu: { label: 'App', submenu: items('about', 'quit') },
  fileMenu: { label: 'File', submenu: items('quit') },
  editMenu: { label: 'Edit', submenu: [...items('undo', 'redo'), { type: 'separator' }, ...items('cut', 'copy', 'paste', 'selectAll')] },
  viewMenu: { label: 'View', submenu: items('reload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen') },
  windowMenu: { label: 'Window', submenu: items('minimize', 'close') },
}

/** What choosing an item of a role does; the launcher fills this in, so that menus need not know windows. */
export const roleActions = new Map<string, () => void>()
