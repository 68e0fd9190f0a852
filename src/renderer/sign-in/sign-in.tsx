import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import type { Answers, Session } from '../../domain/contract/bridge.ts'
import { alarm } from '../store/announce.ts'
import { desk } from '../store/desk.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { reasonWords } from './reasons.ts'
import './sign-in.css'

type SignedOut = Extract<Session, { state: 'signed-out' }>
type No = Extract<Answers['signIn'], { ok: false }>

const failed: No = { ok: false, reason: 'failed', field: null, waitSeconds: null }

/** Without a scheme it is a secure one, except on this very machine. */
const addressOf = (typed: string): string =>
  /^[a-z]+:\/\//i.test(typed) ? typed : /^(?:localhost|127\.|\[::1\])/.test(typed) ? `http://${typed}` : `https://${typed}`

function useSignIn(session: SignedOut) {
  const { i18n } = useLingui()
  const [fields, setFields] = useState({ hub: session.hub ?? '', email: session.email ?? '', password: '' })
  const [no, setNo] = useState<No | null>(session.reason === null ? null : { ...failed, reason: session.reason })
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    const hub = addressOf(fields.hub.trim())
    const answer = URL.canParse(hub)
      ? await desk.signIn({ ...fields, email: fields.email.trim(), hub }).catch(() => failed)
      : { ...failed, reason: 'bad-address' as const, field: 'hub' as const }
    setBusy(false)
    if (answer.ok) return
    setNo(answer)
    alarm(i18n._(reasonWords[answer.reason]))
  }
  const set = (field: keyof typeof fields) => (value: string) => setFields((now) => ({ ...now, [field]: value }))
  return { fields, set, no, busy, submit }
}

/** The door: which hub, who, and the word that proves it; the same word opens this device while the hub is away. */
export function SignIn({ session }: { readonly session: SignedOut }) {
  const { t, i18n } = useLingui()
  const { fields, set, no, busy, submit } = useSignIn(session)
  const known = session.email !== null
  const wait = no?.waitSeconds ?? null
  return (
    <main className="sign-in">
      <form className="sign-in-card" aria-label={t`Sign in`} onSubmit={(event) => void submit(event)}>
        <span className="brand-mark brand-mark-large" aria-hidden="true" />
        <h1>
          <Trans>Sign in to Forecourt</Trans>
        </h1>
        <p className="sign-in-lead">{known ? <Trans>Welcome back.</Trans> : <Trans>The whole journey, beside the case in hand.</Trans>}</p>
        {no && (
          <p className="sign-in-no" role="alert">
            <Icon name="circle-alert" size={16} />
            <span>
              {i18n._(reasonWords[no.reason])}
              {wait !== null && wait > 0 && (
                <>
                  {' '}
                  <Trans>Next try in {wait} seconds.</Trans>
                </>
              )}
            </span>
          </p>
        )}
        <TextField
          className="field"
          value={fields.hub}
          onChange={set('hub')}
          isRequired
          isInvalid={no?.field === 'hub'}
          autoFocus={fields.hub === ''}
        >
          <Label>
            <Trans>Hub address</Trans>
          </Label>
          <Input placeholder="hub.example.com" inputMode="url" autoComplete="url" spellCheck={false} />
          <Text slot="description">
            <Trans>Your administrator gave it to you.</Trans>
          </Text>
        </TextField>
        <TextField
          className="field"
          type="email"
          value={fields.email}
          onChange={set('email')}
          isRequired
          isInvalid={no?.field === 'email'}
          autoFocus={fields.hub !== '' && !known}
        >
          <Label>
            <Trans>Email</Trans>
          </Label>
          <Input autoComplete="username" spellCheck={false} />
        </TextField>
        <TextField
          className="field"
          type="password"
          value={fields.password}
          onChange={set('password')}
          isRequired
          isInvalid={no?.field === 'password'}
          autoFocus={known}
        >
          <Label>
            <Trans>Password</Trans>
          </Label>
          <Input autoComplete="current-password" />
        </TextField>
        <Button look="solid" type="submit" className="sign-in-go" isDisabled={busy}>
          {busy ? <Trans>Signing in</Trans> : <Trans>Sign in</Trans>}
        </Button>
        {session.reason !== 'lease-over' && session.reason !== 'revoked' && (
          <p className="sign-in-foot">
            <Icon name="lock" size={12} />
            <Trans>No line? The same password unlocks what is already on this device.</Trans>
          </p>
        )}
      </form>
    </main>
  )
}
