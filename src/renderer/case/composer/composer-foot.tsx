import { Trans, useLingui } from '@lingui/react/macro'
import type { DraftMode } from '../../../domain/contract/bridge.ts'
import { keysOf } from '../../commands/keys.ts'
import { perform } from '../../commands/offers.ts'
import { Button, IconButton } from '../../ui/button.tsx'
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
  const { t } = useLingui()
  return (
    <div className="composer-foot">
      <IconButton
        icon="paperclip"
        label={t`Attach a photo or a file`}
        keys={keysOf('case.attach')}
        onPress={() => perform('case.attach')}
      />
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
