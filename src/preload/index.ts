import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { Answers, Argument, Ask, Desk, Fact, Facts, Hear } from '../domain/contract/bridge.ts'

const ask =
  <A extends Ask>(name: A) =>
  (argument: Argument<A>): Promise<Answers[A]> =>
    ipcRenderer.invoke(name, argument)

const heard: Record<Fact, true> = {
  changed: true,
  lined: true,
  signed: true,
  typed: true,
  viewed: true,
  rescued: true,
  room: true,
  chosen: true,
  linked: true,
}

const hear: Hear = <F extends Fact>(fact: F, then: (value: Facts[F]) => void) => {
  if (!Object.hasOwn(heard, fact)) throw new Error(`No such fact: ${fact}`)
  const listener = (_event: IpcRendererEvent, value: Facts[F]): void => then(value)
  ipcRenderer.on(fact, listener)
  return () => {
    ipcRenderer.off(fact, listener)
  }
}

// Written out: leave one ask out and this does not compile. The parsers stay in main, where they guard.
const desk: Desk = {
  session: ask('session'),
  signIn: ask('signIn'),
  signOut: ask('signOut'),
  watch: ask('watch'),
  unwatch: ask('unwatch'),
  run: ask('run'),
  keepDraft: ask('keepDraft'),
  draft: ask('draft'),
  search: ask('search'),
  typing: ask('typing'),
  viewing: ask('viewing'),
  discard: ask('discard'),
  resend: ask('resend'),
  rebook: ask('rebook'),
  keepMine: ask('keepMine'),
  raiseItem: ask('raiseItem'),
  reconnect: ask('reconnect'),
  attach: ask('attach'),
  blob: ask('blob'),
  audit: ask('audit'),
  lock: ask('lock'),
  people: ask('people'),
  unlock: ask('unlock'),
  openLink: ask('openLink'),
  theme: ask('theme'),
  menu: ask('menu'),
  hear,
}

contextBridge.exposeInMainWorld('desk', desk)
