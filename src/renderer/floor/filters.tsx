import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { CaseKind } from '../../domain/noun/case.ts'
import { useOverseen } from '../store/use-overseen.ts'
import { useReference } from '../store/use-reference.ts'
import { Choice } from '../ui/fields.tsx'
import { kindWords } from '../words/case-words.ts'
import { lookAtKind, lookAtQueue, lookAtSite, useFloorView } from './floor-store.ts'

/** What of the floor to look at: a site, a kind, a queue. */
export const Filters = memo(() => {
  const { t, i18n } = useLingui()
  const look = useFloorView((view) => view.look)
  const sites = useOverseen()
  const all = useReference()?.queues ?? []
  const queues = all.filter(({ site }) => sites.some(({ id }) => id === site) && (look.site === null || site === look.site))
  return (
    <fieldset className="floor-filters" aria-label={t`What of the floor to show`}>
      {sites.length > 1 && (
        <Choice<string>
          label={t`Site`}
          value={look.site ?? ''}
          onChange={(id) => lookAtSite(sites.find((site) => site.id === id)?.id ?? null)}
          options={[['', t`All ${sites.length} sites`], ...sites.map(({ id, name }) => [id as string, name] as const)]}
        />
      )}
      <Choice<string>
        label={t`Kind`}
        value={look.kind ?? ''}
        onChange={(kind) => lookAtKind(CaseKind.safeParse(kind).data ?? null)}
        options={[['', t`Both kinds`], ...CaseKind.options.map((kind) => [kind, i18n._(kindWords[kind])] as const)]}
      />
      {queues.length > 1 && (
        <Choice<string>
          label={t`Queue`}
          value={look.queue ?? ''}
          onChange={(id) => lookAtQueue(queues.find((queue) => queue.id === id)?.id ?? null)}
          options={[['', t`All queues`], ...queues.map(({ id, name }) => [id as string, name] as const)]}
        />
      )}
    </fieldset>
  )
})
