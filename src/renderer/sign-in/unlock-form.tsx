import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { Answers, Person } from '../../domain/contract/bridge.ts'
import { alarm } from '../store/announce.ts'
import { desk } from '../store/desk.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { reasonWords } from './reasons.ts'

type No = Extract<Answers['unlock'], { ok: false }>

interface UnlockFormProps {
  readonly who: Pick<Person, 'email' | 'name' | 'hub'>
  readonly reason: 'asked' | 'lease' | 'idle'
  readonly onOther: () => void
}

function useUnlock({ who }: UnlockFormProps) {
  const { i18n } = useLingui()
  const [password, setPassword] = useState('')
  const [no, setNo] = useState<No | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy || password === '') return
    setBusy(true)
    const failed: No = { ok: false, reason: 'failed', field: null, waitSeconds: null }
    const answer = await desk.unlock({ email: who.email, password }).catch(() => failed)
    setBusy(false)
    if (answer.ok) return
    setNo(answer)
    setPassword('')
    alarm(i18n._(reasonWords[answer.reason]))
  }
  return { password, setPassword, no, busy, submit }
}

/** The password opens what is on this device, with or without the hub. */
export function UnlockForm(props: UnlockFormProps) {
  const { i18n } = useLingui()
  const { who, reason, onOther } = props
  const { password, setPassword, no, busy, submit } = useUnlock(props)
  return (
    <form className="unlock" onSubmit={(event) => void submit(event)}>
      <div className="unlock-who">
        <Avatar name={who.name} size={44} />
        <div>
          <h1 dir="auto">{who.name}</h1>
          <p>
            {reason === 'idle' ? (
              <Trans>Locked, because nobody was here for a while.</Trans>
            ) : (
              <Trans>Locked. Nothing you wrote is lost.</Trans>
            )}
          </p>
        </div>
      </div>
      {no && (
        <p className="sign-in-no" role="alert">
          <Icon name="circle-alert" size={16} />
          <span>
            {i18n._(reasonWords[no.reason])}
            {no.waitSeconds !== null && no.waitSeconds > 0 && (
              <>
                {' '}
                <Trans>Next try in {no.waitSeconds} seconds.</Trans>
              </>
            )}
          </span>
        </p>
      )}
      <TextField
        className="field"
        type="password"
        value={password}
        onChange={setPassword}
        isRequired
        isInvalid={no?.field === 'password'}
        autoFocus
      >
        <Label>
          <Trans>Password</Trans>
        </Label>
        <Input autoComplete="current-password" />
      </TextField>
      <Button look="solid" type="submit" icon="lock-open" className="big-row" isDisabled={busy || password === ''}>
        {busy ? <Trans>Unlocking</Trans> : <Trans>Unlock</Trans>}
      </Button>
      <Button look="ghost" icon="users" className="big-row" onPress={onOther}>
        <Trans>Somebody else</Trans>
      </Button>
    </form>
  )
}
