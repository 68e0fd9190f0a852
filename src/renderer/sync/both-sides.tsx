import { Trans, useLingui } from '@lingui/react/macro'
import type { SyncItem } from '../../domain/contract/sync.ts'
import { Button } from '../ui/button.tsx'
import { fieldWords, valueWords } from '../words/item-words.ts'
import { refusalWords } from '../words/refusal.ts'
import { discard, keepMine } from './actions.ts'
import { useDeed } from './use-deed.ts'

/** Mine and theirs, field by field; what is the same on both sides is said in one line. */
export function BothSides({ item }: { readonly item: SyncItem }) {
  const { t, i18n } = useLingui()
  const { deed, busy, refusal } = useDeed()
  const theirs = new Map(item.theirs.map((one) => [one.field, one]))
  const differs = item.mine.filter((one) => (theirs.get(one.field)?.value ?? null) !== one.value)
  const same = item.mine.filter((one) => !differs.includes(one))
  return (
    <div className="sides">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">
                <Trans>Field</Trans>
              </span>
            </th>
            <th scope="col">
              <Trans>Yours</Trans>
            </th>
            <th scope="col">
              <Trans>At the hub</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {differs.map((one) => (
            <tr key={one.field}>
              <th scope="row">{fieldWords(i18n, one.field)}</th>
              <td>{valueWords(i18n, one)}</td>
              <td>{valueWords(i18n, theirs.get(one.field) ?? { field: one.field, value: null })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {same.length > 0 && (
        <p className="sides-same">
          <Trans>The same on both sides: {same.map((one) => fieldWords(i18n, one.field)).join(', ')}</Trans>
        </p>
      )}
      {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
      <div className="sides-acts">
        <Button look="line" isDisabled={busy} onPress={() => void deed(() => discard(item), t`Theirs stays`)}>
          <Trans>Keep theirs</Trans>
        </Button>
        <Button look="solid" isDisabled={busy} onPress={() => void deed(() => keepMine(item), t`Yours goes to the hub again`)}>
          <Trans>Keep mine</Trans>
        </Button>
      </div>
    </div>
  )
}
