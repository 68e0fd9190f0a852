import { Trans } from '@lingui/react/macro'
import type { DraftMode } from '../../../domain/contract/bridge.ts'
import { keysOf } from '../../commands/keys.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Draft } from './use-draft.ts'

interface ComposerFootProps {
  readonly mode: DraftMode
  readonly draft: Draft
  readonly queues: boolean
  readonly may: boolean
  readonly onSend: () => void
}

export function ComposerFoot({ mode, draft: { kept }, queues, may, onSend }: ComposerFootProps) {
  return (
    <div className="composer-foot">
      <span className={kept === 'failed' ? 'kept kept-failed' : 'kept'}>
        {kept === 'kept' && (
          <>
            <Icon name="check" size={12} /> <Trans>Draft kept on this device</Trans>
          </>
        )}
        {kept === 'failed' && (
          <>
            <Icon name="circle-alert" size={12} /> <Trans>The draft could not be kept. Copy it before you close this window.</Trans>
          </>
        )}
      </span>
      <Button
        look="solid"
        icon={mode === 'note' ? 'lock' : queues ? 'clock' : 'send-horizontal'}
        keys={keysOf('case.send')}
        isDisabled={!may}
        onPress={onSend}
      >
        {mode === 'note' ? <Trans>Keep note</Trans> : queues ? <Trans>Queue to send</Trans> : <Trans>Send</Trans>}
      </Button>
    </div>
  )
}
