import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import type { Person, Session } from '../../domain/contract/bridge.ts'
import { desk } from '../store/desk.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Time } from '../ui/time.tsx'
import './locked.css'
import './sign-in.css'
import { SignIn } from './sign-in.tsx'
import { switched, useSwitching } from './switching.ts'
import { UnlockForm } from './unlock-form.tsx'

type LockedSession = Extract<Session, { state: 'locked' }>
type Who = Pick<Person, 'email' | 'name' | 'hub'>

function usePeople(): readonly Person[] | null {
  const [people, setPeople] = useState<readonly Person[] | null>(null)
  useEffect(() => {
    desk.people(undefined).then(setPeople, () => setPeople([]))
  }, [])
  return people
}

/** The desk is here and closed: who opens it again, or who else. */
export function Locked({ session }: { readonly session: LockedSession }) {
  const people = usePeople()
  const switching = useSwitching(({ wanted }) => wanted)
  const [who, setWho] = useState<Who | null>(switching ? null : session)
  const [afresh, setAfresh] = useState(false)
  useEffect(switched, [])
  // Without the lease only the hub lets anybody in, by the whole sign-in.
  if (afresh || session.reason === 'lease')
    return (
      <SignIn
        session={{ state: 'signed-out', hub: session.hub, email: afresh ? null : session.email, reason: afresh ? null : 'lease-over' }}
      />
    )
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        {who === null ? (
          <Choose people={people} onChoose={setWho} onAfresh={() => setAfresh(true)} />
        ) : (
          <UnlockForm key={who.email} who={who} reason={session.reason} onOther={() => setWho(null)} />
        )}
      </div>
    </main>
  )
}

interface ChooseProps {
  readonly people: readonly Person[] | null
  readonly onChoose: (who: Who) => void
  readonly onAfresh: () => void
}

/** Who has work on this device: one press, one password. */
function Choose({ people, onChoose, onAfresh }: ChooseProps) {
  const { t } = useLingui()
  return (
    <>
      <span className="lock-mark" aria-hidden="true">
        <Icon name="users" size={20} />
      </span>
      <h1>
        <Trans>Who works here now?</Trans>
      </h1>
      <ul className="people" aria-busy={people === null} aria-label={t`People on this device`}>
        {(people ?? []).map((person) => (
          <li key={person.email}>
            <button type="button" onClick={() => onChoose(person)}>
              <Avatar name={person.name} size={36} />
              <span>
                <b className="ellipsis" dir="auto">
                  {person.name}
                </b>
                <small>
                  <Trans>
                    Last here <Time at={person.lastAt} />
                  </Trans>
                </small>
              </span>
              <Icon name="chevron-right" size={16} className="mirrors" />
            </button>
          </li>
        ))}
        {people?.length === 0 && (
          <li className="people-none">
            <Trans>Nobody has work on this device.</Trans>
          </li>
        )}
      </ul>
      <Button look="line" icon="user-plus" className="big-row" onPress={onAfresh}>
        <Trans>Sign in somebody new</Trans>
      </Button>
    </>
  )
}
