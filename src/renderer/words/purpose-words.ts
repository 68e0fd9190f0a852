import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Purpose } from '../../domain/noun/resource.ts'
import type { IconName } from '../ui/icons.ts'

export const purposeWords: Readonly<Record<Purpose, MessageDescriptor>> = {
  service: msg`Service`,
  'test-drive': msg`Test drive`,
  handover: msg`Handover`,
  visit: msg`Visit`,
}

export const purposeIcons: Readonly<Record<Purpose, IconName>> = {
  service: 'wrench',
  'test-drive': 'car',
  handover: 'key-round',
  visit: 'door-open',
}
