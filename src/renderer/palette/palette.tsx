import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { TextField } from 'react-aria-components/TextField'
import type { Hit } from '../../domain/contract/bridge.ts'
import { perform } from '../commands/offers.ts'
import { commandOf, isCommand } from '../commands/registry.ts'
import { Modal } from '../dialogs/modal.tsx'
import { useLine } from '../store/session.ts'
import { openCase, showOverlay } from '../store/view.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Time } from '../ui/time.tsx'
import { type Group, groupsFor } from './entries.ts'
import './palette.css'
import { Snippet } from './snippet.tsx'
import { useHits } from './use-hits.ts'

/** A match keeps its key when other words move it up or down the list: the list does not bear that an entry changes its own. */
const keyOf = (hit: Hit): string => `hit ${hit.kind} ${hit.case ?? hit.party} ${hit.at}`

function choose(key: string, hits: readonly Hit[]): void {
  const hit = hits.find((one) => keyOf(one) === key)
  showOverlay(null)
  // After the palette has given the focus back: the command decides where it goes from there.
  requestAnimationFrame(() => {
    if (hit?.case) openCase({ case: hit.case, party: hit.party }, true)
    else if (isCommand(key)) perform(key)
  })
}

/** Of what is not on this device yet, or no longer, nothing can be found: whoever looks is told so. */
function Nothing({ typed }: { readonly typed: string }) {
  if (useLine().state === 'live') return <Trans>Nothing found for “{typed}”. Try a name, a plate or a case number.</Trans>
  return <Trans>Nothing found for “{typed}” on this device, which does not know everything now. It goes on looking.</Trans>
}

/** One field for everything: commands with their keys, and what is on this device. */
export function Palette() {
  const { t, i18n } = useLingui()
  const [typed, setTyped] = useState('')
  const { hits, looking } = useHits(typed)
  const reachable = hits.filter((hit) => hit.case !== null)
  return (
    <Modal title={t`Search or run a command`} titleUnseen size="palette">
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        {/* A plain field: a search field would take Escape for itself, and one Escape should be enough. */}
        <TextField className="palette-field" aria-label={t`Search or run a command`} autoFocus>
          <Icon name="search" size={17} />
          <Input placeholder={t`Search or run a command`} />
          <Kbd>Esc</Kbd>
        </TextField>
        <ListBox
          className="palette-list"
          aria-label={t`Commands and matches`}
          selectionMode="none"
          onAction={(key) => choose(String(key), reachable)}
          renderEmptyState={() => <p className="palette-none">{looking ? <Trans>Looking</Trans> : <Nothing typed={typed} />}</p>}
        >
          {groupsFor(i18n, typed).map((group) => (
            <Commands key={group.section} group={group} />
          ))}
          {reachable.length > 0 && <Hits hits={reachable} />}
        </ListBox>
      </Autocomplete>
    </Modal>
  )
}

function Commands({ group }: { readonly group: Group }) {
  return (
    <ListBoxSection id={group.section}>
      <Header className="palette-head">{group.words}</Header>
      {group.entries.map(({ name, words, keys }) => (
        <ListBoxItem key={name} id={name} className="palette-item" textValue={words}>
          <Icon name={commandOf(name).icon} size={16} />
          <span className="palette-words ellipsis">{words}</span>
          {keys && <Kbd>{keys}</Kbd>}
        </ListBoxItem>
      ))}
    </ListBoxSection>
  )
}

function Hits({ hits }: { readonly hits: readonly Hit[] }) {
  const { t } = useLingui()
  return (
    <ListBoxSection id="hits">
      <Header className="palette-head">{t`On this device`}</Header>
      {hits.map((hit) => (
        <ListBoxItem key={keyOf(hit)} id={keyOf(hit)} className="palette-item" textValue={hit.title}>
          <Avatar name={hit.title} size={22} />
          <span className="palette-words ellipsis" dir="auto">
            {hit.title}
          </span>
          <Snippet text={hit.snippet} />
          <Time at={hit.at} />
        </ListBoxItem>
      ))}
    </ListBoxSection>
  )
}
