import { Trans, useLingui } from '@lingui/react/macro'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import type { AgentId } from '../../domain/id.ts'
import { Mode } from '../../domain/noun/presence.ts'
import { keysOf } from '../commands/keys.ts'
import { perform, useOffer } from '../commands/offers.ts'
import { type CommandName, isCommand } from '../commands/registry.ts'
import { alarm, announce } from '../store/announce.ts'
import { useNow } from '../store/now.ts'
import { change } from '../store/run.ts'
import { useWatch } from '../store/use-watch.ts'
import { whenOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { usePlace } from '../ui/use-place.ts'
import { modeIcons, modeWords } from '../words/mode-words.ts'
import { refusalWords } from '../words/refusal.ts'

const commandFor = (mode: Mode): CommandName => `status.${mode}`

/** Lets one status be chosen from anywhere, while it is another. */
function ModeOffer({ agent, mode, current }: { readonly agent: AgentId; readonly mode: Mode; readonly current: boolean }) {
  const { t, i18n } = useLingui()
  const choose = async (): Promise<void> => {
    const done = await change('presence.set', { agent, mode })
    const words = i18n._(modeWords[mode])
    if (done.ok) announce(t`Your status: ${words}`)
    else alarm(refusalWords(i18n, done.refusal))
  }
  useOffer(commandFor(mode), current ? null : () => void choose())
  return null
}

function ModeItem({ mode, chosen }: { readonly mode: Mode; readonly chosen: boolean }) {
  const { i18n } = useLingui()
  const name = commandFor(mode)
  const words = i18n._(modeWords[mode])
  const keys = keysOf(name)
  return (
    <MenuItem id={name} className="menu-item" textValue={words}>
      <Icon name={modeIcons[mode]} size={15} />
      <span className="menu-words">
        <Text slot="label">{words}</Text>
        {mode === 'working-offline' && (
          <Text slot="description" className="menu-why">
            <Trans>Choose it before you go offline: others then see that you are at work, not that you vanished.</Trans>
          </Text>
        )}
      </span>
      {chosen && <Icon name="check" size={14} />}
      {keys && <Kbd>{keys}</Kbd>}
    </MenuItem>
  )
}

interface SinceProps {
  readonly since: string | null
  readonly unsent: boolean
}

function Since({ since, unsent }: SinceProps) {
  return (
    <Header className="menu-head">
      <b>
        <Trans>Your status</Trans>
      </b>
      {since !== null && (
        <span>
          <Trans>Since {since}</Trans>
        </span>
      )}
      {unsent && (
        <span>
          <Trans>On this device only; colleagues see it when the hub has it.</Trans>
        </span>
      )}
    </Header>
  )
}

/** What the agent says they are doing, and since when; changed with the mouse, by keys, or from the palette. */
export function StatusMenu({ agent }: { readonly agent: AgentId }) {
  const { t, i18n } = useLingui()
  const place = usePlace()
  const now = useNow('minute')
  const own = useWatch({ of: 'presence' })
  const mode = own?.mode ?? null
  const since = own ? whenOf(own.modeSince, now, place) : null
  const words = mode === null ? t`Not said` : i18n._(modeWords[mode])
  return (
    <>
      {Mode.options.map((one) => (
        <ModeOffer key={one} agent={agent} mode={one} current={one === mode} />
      ))}
      <MenuTrigger>
        <AriaButton className="status" data-mode={mode ?? 'none'}>
          <Icon name={mode === null ? 'circle-dashed' : modeIcons[mode]} size={14} />
          <span className="unseen">
            <Trans>Your status</Trans>
          </span>
          <span className="status-words">{words}</span>
          {since !== null && <span className="status-since">{since}</span>}
          <Icon name="chevron-down" size={13} />
        </AriaButton>
        <Popover className="popover" placement="bottom end" offset={6}>
          <Menu
            className="menu status-menu"
            selectionMode="single"
            selectedKeys={mode === null ? [] : [commandFor(mode)]}
            onAction={(key) => typeof key === 'string' && isCommand(key) && perform(key)}
          >
            <MenuSection>
              <Since since={since} unsent={own?.unsent ?? false} />
              {Mode.options.map((one) => (
                <ModeItem key={one} mode={one} chosen={one === mode} />
              ))}
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
  )
}
