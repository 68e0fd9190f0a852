import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { perform } from '../../commands/offers.ts'
import { useAgentName } from '../../store/use-reference.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Gate } from '../gate.ts'

const Theirs = ({ owner, watched }: { readonly owner: string; readonly watched: boolean }) =>
  watched ? (
    <Trans>{owner} answers this customer. You can whisper, suggest a reply, or take the case over.</Trans>
  ) : (
    <Trans>{owner} has this case and answers the customer. You can write a note.</Trans>
  )

/** Why a reply is held, next to the button that holds it, with the way on. */
export function GateNote({ gate, watched }: { readonly gate: Gate; readonly watched: boolean }) {
  const { t } = useLingui()
  const owner = useAgentName(!gate.open && gate.why === 'theirs' ? gate.owner : null)
  if (gate.open) return null
  return (
    <p className="gate" role="status">
      <Icon name={gate.why === 'catching-up' ? 'refresh' : 'hand'} size={13} />
      {gate.why === 'catching-up' && <Trans>Held while this desk catches up, so that nobody answers what they have not read.</Trans>}
      {gate.why === 'unseen' && (
        <>
          <span>
            <Plural
              value={gate.count}
              one="Held: # message came that you have not seen."
              other="Held: # messages came that you have not seen."
            />
          </span>
          <Button look="link" onPress={() => perform('case.newest')}>
            <Trans>Show</Trans>
          </Button>
        </>
      )}
      {gate.why === 'theirs' && <Theirs owner={owner ?? t`A colleague`} watched={watched} />}
      {gate.why === 'resolved' && (
        <>
          <Trans>This case is resolved.</Trans>
          <Button look="link" onPress={() => perform('case.reopen')}>
            <Trans>Open again</Trans>
          </Button>
        </>
      )}
    </p>
  )
}
