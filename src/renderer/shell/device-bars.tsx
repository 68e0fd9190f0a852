import { Plural, Trans } from '@lingui/react/macro'
import { rescueRead, useDevice } from '../store/device.ts'
import { Icon } from '../ui/icon.tsx'

/** What is wrong, or was, with the data on this device: said once above everything, in plain words. */
export function DeviceBars() {
  const { full, rescued } = useDevice()
  return (
    <>
      {full && (
        <div className="bar bar-danger" role="alert">
          <Icon name="hard-drive" size={14} />
          <span className="bar-words">
            <b>
              <Trans>The disk of this computer is full.</Trans>
            </b>{' '}
            <Trans>What is written already is safe; nothing new can be kept until there is room. Delete or move some files.</Trans>
          </span>
        </div>
      )}
      {rescued && (
        <div className="bar" role="status">
          <Icon name="circle-check" size={14} />
          <span className="bar-words">
            <b>
              <Trans>The data on this device was damaged and has been rescued.</Trans>
            </b>{' '}
            <Plural value={rescued.unsent} _0="Nothing was unsent." one="# unsent change was saved." other="# unsent changes were saved." />{' '}
            <Plural value={rescued.drafts} _0="" one="# draft was saved." other="# drafts were saved." />{' '}
            <Trans>All else comes again from the hub.</Trans>
          </span>
          <button type="button" onClick={rescueRead}>
            <Trans>Understood</Trans>
          </button>
        </div>
      )}
    </>
  )
}
