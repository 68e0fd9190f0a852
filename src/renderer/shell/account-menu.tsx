import { Trans, useLingui } from '@lingui/react/macro'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import type { Row } from '../../domain/kind.ts'
import { keysOf } from '../commands/keys.ts'
import { perform } from '../commands/offers.ts'
import { type CommandName, commandOf, isCommand } from '../commands/registry.ts'
import { usePrefs } from '../store/prefs.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'

const themes: readonly CommandName[] = ['view.light', 'view.dark', 'view.system']
const tongues: readonly CommandName[] = ['view.english', 'view.german']

function Item({ name, chosen = false }: { readonly name: CommandName; readonly chosen?: boolean }) {
  const { i18n } = useLingui()
  const { label, icon } = commandOf(name)
  const words = i18n._(label)
  const keys = keysOf(name)
  return (
    <MenuItem id={name} className="menu-item" textValue={words}>
      <Icon name={icon} size={15} />
      <span className="menu-words">{words}</span>
      {chosen && <Icon name="check" size={14} />}
      {keys && <Kbd>{keys}</Kbd>}
    </MenuItem>
  )
}

/** Who is signed in, and what belongs to the person and not to the work. */
export function AccountMenu({ me }: { readonly me: Row<'agent'> }) {
  const { t, i18n } = useLingui()
  const theme = usePrefs((prefs) => prefs.theme)
  const tongue = i18n.locale === 'de' ? 'view.german' : 'view.english'
  return (
    <MenuTrigger>
      <AriaButton className="me">
        <Avatar name={me.name} size={26} />
        <span className="unseen">
          <Trans>Account</Trans>
        </span>
        <span className="me-name ellipsis">{me.name}</span>
        <Icon name="chevron-down" size={13} />
      </AriaButton>
      <Popover className="popover" placement="bottom end" offset={6}>
        <Menu className="menu" onAction={(key) => typeof key === 'string' && isCommand(key) && perform(key)}>
          <MenuSection>
            <Header className="menu-head">
              <b dir="auto">{me.name}</b>
              <bdi>{me.email}</bdi>
            </Header>
          </MenuSection>
          <MenuSection aria-label={t`Theme`}>
            {themes.map((name) => (
              <Item key={name} name={name} chosen={name === `view.${theme}`} />
            ))}
          </MenuSection>
          <Separator className="menu-line" />
          <MenuSection aria-label={t`Language`}>
            {tongues.map((name) => (
              <Item key={name} name={name} chosen={name === tongue} />
            ))}
          </MenuSection>
          <Separator className="menu-line" />
          <MenuSection>
            <Header className="unseen">
              <Trans>More</Trans>
            </Header>
            <Item name="help.keys" />
            <Item name="account.lock" />
            <Item name="account.switch" />
            <Item name="account.signOut" />
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
