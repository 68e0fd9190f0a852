import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { QueueView } from '../../domain/contract/query.ts'
import type { CaseKind, Remedy } from '../../domain/noun/case.ts'
import type { Channel } from '../../domain/value.ts'
import type { IconName } from '../ui/icons.ts'

export const kindWords: Readonly<Record<CaseKind, MessageDescriptor>> = { complaint: msg`Complaint`, enquiry: msg`Enquiry` }

export const remedyWords: Readonly<Record<Remedy, MessageDescriptor>> = {
  repair: msg`Repair`,
  replacement: msg`Replacement`,
  refund: msg`Refund`,
  'price-reduction': msg`Price reduction`,
  apology: msg`Apology`,
  explanation: msg`Explanation`,
}

export const channelWords: Readonly<Record<Channel, MessageDescriptor>> = {
  chat: msg`Chat`,
  email: msg`Email`,
  phone: msg`Phone`,
  sms: msg`Text message`,
  web: msg`Web`,
  dealership: msg`Dealership`,
  post: msg`Post`,
  survey: msg`Survey`,
}

export const channelIcons: Readonly<Record<Channel, IconName>> = {
  chat: 'message-circle',
  email: 'mail',
  phone: 'phone',
  sms: 'message-square-text',
  web: 'globe',
  dealership: 'store',
  post: 'file-text',
  survey: 'list-checks',
}

export const placeWords: Readonly<Record<QueueView, MessageDescriptor>> = {
  mine: msg`Mine`,
  team: msg`Team`,
  unassigned: msg`Unassigned`,
  resolved: msg`Resolved`,
}
