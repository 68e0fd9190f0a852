import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useContext, useDeferredValue, useState } from 'react'
import type { ResultOf } from '../../domain/contract/query.ts'
import type { Row } from '../../domain/kind.ts'
import { useMe } from '../store/session.ts'
import { useSite } from '../store/use-reference.ts'
import { useWatch } from '../store/use-watch.ts'
import { type OpenCase, useView } from '../store/view.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Zone } from '../ui/zone.ts'
import './case.css'
import { Composer } from './composer/composer.tsx'
import './composer/composer.css'
import { HandsBar } from './hands/hands-bar.tsx'
import { useHandsCommands } from './hands/use-hands-commands.ts'
import { CaseHeader } from './header/case-header.tsx'
import './header/header.css'
import { JourneyLine } from './journey-line.tsx'
import { Safety } from './safety.tsx'
import { CaseFiles } from './thread/files.tsx'
import './thread/thread.css'
import { Thread } from './thread/thread.tsx'
import { useCase, useUnseen } from './use-case.ts'

const FIRST = 60
const MORE = 100
const nothing: never[] = []

/** The newest reply a supervisor has suggested to who is here, and that they have neither taken nor put away. */
const suggestionIn = (thread: ResultOf<'thread'> | null, me: string | null): Row<'whisper'> | null =>
  thread?.whispers.findLast(({ kind, to, end }) => kind === 'suggestion' && to === me && end === null) ?? null

/** Its commands come and go with the case that is open. */
function HandsCommands({ row }: { readonly row: Row<'case'> }) {
  useHandsCommands(row)
  return null
}

/** The case in hand: who, how long, what was said, what comes next. */
export function CasePane() {
  const { t } = useLingui()
  // The key press paints the selection in the queue first; this pane may follow a frame later.
  const open = useDeferredValue(useView((view) => view.open))
  return (
    <main className="pane case" aria-label={t`Case`}>
      {open ? <Opened key={open.case} open={open} /> : <NoCase />}
    </main>
  )
}

function NoCase() {
  const { t } = useLingui()
  return (
    <EmptyState
      icon="message-square-text"
      title={t`Choose a case`}
      hint={
        <Trans>
          <Kbd>J</Kbd> goes down the queue, <Kbd>K</Kbd> up, <Kbd>?</Kbd> shows every key.
        </Trans>
      }
    />
  )
}

function Opened({ open }: { readonly open: OpenCase }) {
  const { t } = useLingui()
  const { row, gone } = useCase(open)
  const [count, setCount] = useState(FIRST)
  const thread = useWatch({ of: 'thread', case: open.case, count: Math.min(500, count) })
  // What was said is told by the clock of the site it was said to.
  const site = useSite(row?.site ?? null)
  const around = useContext(Zone)
  const me = useMe()
  const unseen = useUnseen(row, thread?.messages ?? nothing)
  const more = useCallback(() => setCount((now) => now + MORE), [])
  if (gone)
    return (
      <EmptyState
        icon="circle-dashed"
        title={t`This case is not on this device`}
        hint={t`It may have moved to a site you do not work for, or it is not here yet. The queue shows what is yours.`}
      />
    )
  if (row === null) return <div className="case-wait" aria-busy="true" />
  return (
    <Zone value={site?.zone ?? around}>
      <CaseHeader row={row} unseen={unseen} />
      <JourneyLine row={row} />
      <Safety row={row} />
      <HandsBar row={row} />
      <CaseFiles value={thread?.attachments ?? nothing}>
        <Thread row={row} thread={thread} unseen={unseen} onMore={more} />
      </CaseFiles>
      <Composer row={row} unseen={unseen} caughtUp={thread?.caughtUp ?? true} suggestion={suggestionIn(thread, me?.id ?? null)} />
      <HandsCommands row={row} />
    </Zone>
  )
}
