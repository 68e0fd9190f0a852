import { Trans, useLingui } from '@lingui/react/macro'
import type { Parked } from '../../domain/contract/query.ts'
import { CommandId } from '../../domain/id.ts'
import { Modal } from '../dialogs/modal.tsx'
import { desk } from '../store/desk.ts'
import { useCaseRecord, useWatch } from '../store/use-watch.ts'
import { openCase, showOverlay } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Time } from '../ui/time.tsx'
import { deedWords } from '../words/deed.ts'
import { refusalWords } from '../words/refusal.ts'

/** Everything that was refused and waits for a person: what, why, its words, and the ways on. */
export function ParkedDialog() {
  const { t } = useLingui()
  const parked = useWatch({ of: 'outbox' })?.parked ?? []
  return (
    <Modal title={t`What needs you`} size="wide">
      {parked.length === 0 ? (
        <EmptyState icon="circle-check" title={t`Nothing needs you`} hint={t`Everything you did has reached the hub, or will by itself.`} />
      ) : (
        <ul className="parked">
          {parked.map((one) => (
            <ParkedItem key={one.command} parked={one} />
          ))}
        </ul>
      )}
      <div className="form-acts">
        <Button onPress={() => showOverlay(null)}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </Modal>
  )
}

function ParkedItem({ parked }: { readonly parked: Parked }) {
  const { i18n } = useLingui()
  const row = useCaseRecord(parked.case)
  const { case: id, party, text } = parked
  const go = (): void => {
    if (id !== null && party !== null) openCase({ case: id, party }, true)
    showOverlay(null)
  }
  return (
    <li className="parked-item">
      <div className="parked-head">
        <b>{deedWords(i18n, parked.name)}</b>
        {row && <span dir="auto">{row.customerName ?? row.number}</span>}
        <Time at={parked.at} />
      </div>
      <p className="parked-why">{refusalWords(i18n, parked)}</p>
      {text !== null && (
        <blockquote className="parked-words" dir="auto">
          {text}
        </blockquote>
      )}
      <div className="parked-acts">
        {id !== null && party !== null && (
          <Button look="line" icon="chevron-right" onPress={go}>
            <Trans>Go to the case</Trans>
          </Button>
        )}
        {text !== null && (
          <Button icon="copy" onPress={() => void navigator.clipboard.writeText(text)}>
            <Trans>Copy the words</Trans>
          </Button>
        )}
        <Button icon="trash" onPress={() => void desk.discard({ command: CommandId.parse(parked.command) }).catch(() => null)}>
          <Trans>Discard</Trans>
        </Button>
      </div>
    </li>
  )
}
