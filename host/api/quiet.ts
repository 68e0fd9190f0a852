import { modelled } from '../modelled.ts'

/** Electron's crashReporter: started, and never with anything to report. */
export const crashReporter = modelled('crashReporter', {
  start: () => undefined,
  addExtraParameter: () => undefined,
  removeExtraParameter: () => undefined,
  getUploadedReports: () => [],
  getLastCrashReport: () => null,
  getUploadToServer: () => false,
  setUploadToServer: () => undefined,
} satisfies Partial<Record<keyof Electron.CrashReporter, unknown>>)

const blockers = new Set<number>()
let last = 0
/** Electron's powerSaveBlocker, which has no sleep to keep away. */
export const powerSaveBlocker = modelled('powerSaveBlocker', {
  start: (): number => {
    blockers.add(++last)
    return last
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
} satisfies Partial<Electron.PowerSaveBlocker>)
