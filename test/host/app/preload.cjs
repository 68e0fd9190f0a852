const { contextBridge, ipcRenderer } = require('electron')

const attempt = (run) => {
  try {
    run()
    return 'ok'
  } catch (error) {
    return error.message
  }
}

class Point {
  constructor() {
    this.x = 1
  }
  twice() {
    return this.x * 2
  }
}

contextBridge.exposeInMainWorld('api', {
  point: new Point(),
  double: (x) => x * 2,
  thrower: () => {
    throw new RangeError('bad')
  },
  rejecter: async () => {
    throw new RangeError('badly')
  },
  promise: Promise.resolve({ five: () => 5 }),
  callback: (back) => back({ n: 3 }),
  later: (back) => new Promise((resolve) => setTimeout(() => resolve(back(7)), 10)),
  hear: (channel, back) => {
    ipcRenderer.on(channel, (_event, ...args) => back(...args))
  },
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
})

const modules = Object.fromEntries(['fs', 'path', 'node:events', 'url', 'timers'].map((id) => [id, attempt(() => require(id))]))
const twice = attempt(() => contextBridge.exposeInMainWorld('api', {}))
ipcRenderer.send('tried', { modules, twice, sandboxed: process.sandboxed, isolated: process.contextIsolated, type: process.type })
