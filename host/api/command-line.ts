import { modelled } from '../modelled.ts'
import { state } from '../state.ts'

/** Electron's app.commandLine: what Chromium will be started with. */
export const commandLine: Electron.CommandLine = modelled('app.commandLine', {
  appendSwitch: (name: string, value = '') => {
    if (state.chromium) {
      throw new Error(`app.commandLine.appendSwitch('${name}') has no effect once Chromium runs (Electron ignores it and says nothing).`)
    }
    state.switches.set(name, value)
  },
  appendArgument: () => undefined,
  hasSwitch: (name: string) => state.switches.has(name),
  getSwitchValue: (name: string) => state.switches.get(name) ?? '',
  removeSwitch: (name: string) => void state.switches.delete(name),
})
