import { Trans, useLingui } from '@lingui/react/macro'
import type { ThreadMessage } from '../../../domain/contract/query.ts'
import { CommandId } from '../../../domain/id.ts'
import { desk } from '../../store/desk.ts'
import { useWatch } from '../../store/use-watch.ts'
import { Button } from '../../ui/button.tsx'
import { refusalWords } from '../../words/refusal.ts'
import { putBack } from '../composer/put-back.ts'

/** A message that did not go: why, and what to do with its words. They are never dropped by themselves. */
export function Refused({ entry }: { readonly entry: ThreadMessage }) {
  const { i18n } = useLingui()
  const { message } = entry
  const outbox = useWatch({ of: 'outbox' })
  const parked = outbox?.parked.find((one) => one.case === message.case && one.text === message.text) ?? null
  const discard = (): void => {
    if (parked) desk.discard({ command: CommandId.parse(parked.command) }).catch(() => null)
  }
  const edit = (): void => {
    putBack(message.case, message.kind === 'note' ? 'note' : 'reply', message.text)
    discard()
  }
  return (
    <div className="message-refused">
      <p>{refusalWords(i18n, { code: parked?.code ?? 'failed' })}</p>
      <div className="message-refused-acts">
        <Button look="line" icon="pencil" onPress={edit}>
          <Trans>Edit and send again</Trans>
        </Button>
        <Button look="ghost" icon="copy" onPress={() => void navigator.clipboard.writeText(message.text)}>
          <Trans>Copy</Trans>
        </Button>
        <Button look="ghost" icon="trash" isDisabled={parked === null} onPress={discard}>
          <Trans>Discard</Trans>
        </Button>
      </div>
    </div>
  )
}
