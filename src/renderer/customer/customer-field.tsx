import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Hit } from '../../domain/contract/bridge.ts'
import { useHits } from '../palette/use-hits.ts'
import type { Whom } from '../store/view.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/fields.tsx'

interface CustomerFieldProps {
  readonly whom: Whom | null
  readonly onChoose: (whom: Whom | null) => void
  /** Offered where somebody new may be registered. */
  readonly onRegister?: (typed: string) => void
}

/** One line for each customer, however many of their cases and words were found. */
const customersIn = (hits: readonly Hit[]): readonly Hit[] => [...new Map(hits.map((hit) => [hit.party, hit])).values()].slice(0, 6)

/** Finds the customer among those on this device. */
export function CustomerField({ whom, onChoose, onRegister }: CustomerFieldProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const { hits, looking } = useHits(typed)
  if (whom !== null)
    return (
      <div className="field">
        <span className="field-name">
          <Trans>Customer</Trans>
        </span>
        <div className="customer-chosen">
          <Avatar name={whom.name} size={26} />
          <b className="ellipsis" dir="auto">
            {whom.name ?? <Trans>Unknown visitor</Trans>}
          </b>
          <Button look="link" onPress={() => onChoose(null)}>
            <Trans>Somebody else</Trans>
          </Button>
        </div>
      </div>
    )
  const found = customersIn(hits)
  return (
    <div className="customer-search">
      <Field label={t`Customer`} value={typed} onChange={setTyped} placeholder={t`Name, plate, phone or case number`} autoFocus />
      {typed.trim().length > 1 && (
        <ul className="customer-found" aria-label={t`Customers found`}>
          {found.map((hit) => (
            <li key={hit.party}>
              <button type="button" onClick={() => onChoose({ party: hit.party, name: hit.title })}>
                <Avatar name={hit.title} size={24} />
                <span className="ellipsis" dir="auto">
                  {hit.title}
                </span>
              </button>
            </li>
          ))}
          {found.length === 0 && !looking && (
            <li className="customer-none">
              <Trans>Nobody on this device fits.</Trans>
            </li>
          )}
        </ul>
      )}
      {onRegister && (
        <Button look="line" icon="user-plus" className="customer-new" onPress={() => onRegister(typed.trim())}>
          <Trans>Register somebody new</Trans>
        </Button>
      )}
    </div>
  )
}
