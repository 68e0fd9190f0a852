import { useLingui } from '@lingui/react/macro'
import type { PartyId, VehicleId } from '../../domain/id.ts'
import { useWatch } from '../store/use-watch.ts'
import { Choice } from '../ui/fields.tsx'

interface VehicleChoiceProps {
  readonly party: PartyId
  readonly chosen: VehicleId | null
  readonly onChoose: (vehicle: VehicleId | null) => void
}

/** Which of the customer's cars it is about; not there while they have none. */
export function VehicleChoice({ party, chosen, onChoose }: VehicleChoiceProps) {
  const { t } = useLingui()
  const vehicles = useWatch({ of: 'dossier', party })?.vehicles ?? []
  if (vehicles.length === 0) return null
  return (
    <Choice
      label={t`Vehicle`}
      value={chosen ?? ''}
      onChange={(id) => onChoose(vehicles.find((vehicle) => vehicle.id === id)?.id ?? null)}
      options={[
        ['', t`None in particular`],
        ...vehicles.map(({ id, model, plate }) => [id, plate === null ? model : `${model} · ${plate}`] as const),
      ]}
    />
  )
}
