import { type AskAudit, AuditPage } from '../../../domain/contract/audit.ts'
import type { Answers } from '../../../domain/contract/bridge.ts'
import type { Dial } from './dial.ts'

interface Asking {
  readonly dial: Pick<Dial, 'post'>
  readonly hub: string
  /** An access ticket that still has time; null where none can be had now. */
  readonly token: () => Promise<string | null>
}

/** Asks the hub what was decided about a case: it alone keeps that. */
export async function askAudit({ dial, hub, token }: Asking, asked: AskAudit): Promise<Answers['audit']> {
  const access = await token()
  const answer = access === null ? null : await dial.post(hub, { path: '/v1/audit', body: asked, token: access })
  if (answer?.status === 403 || answer?.status === 404) return { is: 'refused' }
  const page = AuditPage.safeParse(answer?.body)
  return page.success ? { is: 'page', ...page.data } : { is: 'unreached' }
}
