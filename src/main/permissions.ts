import type { Session } from 'electron'
import { mayHave } from './permissions-list.ts'

const originOf = (url: string): string => (URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : '')

/** Refuses every permission to everybody, but the few of our own origin. */
export function guardPermissions(session: Session, ours: string): void {
  session.setPermissionRequestHandler((contents, permission, answer) => answer(mayHave(permission, originOf(contents.getURL()), ours)))
  session.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, originOf(origin), ours))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}
