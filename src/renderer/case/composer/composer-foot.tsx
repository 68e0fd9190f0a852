import { Trans, useLingui } from '@lingui/react/macro'
import type { DraftMode } from '../../../domain/contract/bridge.ts'
import { keysOf } from '../../commands/keys.ts'
import { perform } from '../../commands/offers.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import type { Draft } from './use-draft.ts'

const icons: { readonly [M in DraftMode]?: IconName } = { note: 'lock', whisper: 'ear', suggestion: 'ear' }

function Does({ mode, queues }: Pick<ComposerFootProps, 'mode' | 'queues'>) {
  if (mode === 'note') return <Trans>Keep note</Trans>
  if (mode === 'whisper') return <Trans>Whisper</Trans>
  if (mode === 'suggestion') return <Trans>Suggest</Trans>
  return queues ? <Trans>Queue to send</Trans> : <Trans>Send</Trans>
}

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
        icon={icons[mode] ?? (queues ? 'clock' : 'send-horizontal')}
        keys={keysOf('case.send')}
        isDisabled={!may}
        onPress={onSend}
      >
        <Does mode={mode} queues={queues} />
      </Button>
    </div>
  )
}
