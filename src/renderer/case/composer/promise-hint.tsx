import { Trans } from '@lingui/react/macro'
import { showOverlay } from '../../store/view.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { promiseIn } from '../promise-words.ts'

/** A draft that promises something offers to record it; it is never recorded by itself. */
export function PromiseHint({ text }: { readonly text: string }) {
  const found = promiseIn(text)
  if (found === null) return null
  return (
    <p className="promise-hint">
      <Icon name="handshake" size={13} />
      <span className="ellipsis">
        <Trans>
          This promises something: “<bdi>{found}</bdi>”
        </Trans>
      </span>
      <Button look="link" onPress={() => showOverlay({ of: 'promise', text: found })}>
        <Trans>Record it</Trans>
      </Button>
    </p>
  )
}
