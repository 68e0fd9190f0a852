import { Trans, useLingui } from '@lingui/react/macro'
import { Switch } from 'react-aria-components/Switch'
import { allKeysOf } from '../commands/keys.ts'
import { commandNames, commandOf, type Section, sections } from '../commands/registry.ts'
import { Modal } from '../dialogs/modal.tsx'
import { prefer, usePrefs } from '../store/prefs.ts'
import { Kbd } from '../ui/kbd.tsx'

const keyed = (section: string) => commandNames.filter((name) => commandOf(name).section === section && commandOf(name).keys.length > 0)

/** Every key there is, and the switch for those who do not want letters to do things. */
export function KeySheet() {
  const { t, i18n } = useLingui()
  const letters = usePrefs((prefs) => prefs.letters)
  const shown = (Object.keys(sections) as Section[]).filter((section) => keyed(section).length > 0)
  return (
    <Modal title={t`Keyboard shortcuts`} size="wide">
      <Switch className="switch" isSelected={letters} onChange={(on) => prefer({ letters: on })}>
        <span className="switch-track" aria-hidden="true" />
        <Trans>Single letters are shortcuts, outside of text fields</Trans>
      </Switch>
      <div className="key-sheet">
        {shown.map((section) => (
          <section key={section} aria-label={i18n._(sections[section])}>
            <h3>{i18n._(sections[section])}</h3>
            <dl>
              {keyed(section).map((name) => (
                <div key={name}>
                  <dt>{i18n._(commandOf(name).label)}</dt>
                  <dd>
                    {allKeysOf(name).map((keys) => (
                      <Kbd key={keys}>{keys}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
