import type { KindRow } from '../../../../src/domain/kind.ts'
import { DAY, HOUR, held, ids, NOW, touchpoint } from '../../../support/rows.ts'
import { katharina } from './katharina.ts'

const pages = ['Winter wheels', 'Service prices', 'Opening hours', 'Aurel E4 Touring', 'Charging at home']

/** The same customer with many more things behind her: enough that the list is drawn in parts. */
export const longLife = (): readonly KindRow[] => [
  ...katharina(),
  ...Array.from({ length: 90 }, (_, i) => {
    const at = NOW - (i + 1) * 4.3 * DAY - (i % 7) * HOUR
    if (i % 6 === 0)
      return touchpoint(
        'call',
        { way: i % 12 === 0 ? 'inbound' : 'outreach', outcome: i % 4 === 0 ? 'missed' : 'answered', about: 'Date of the service' },
        { at },
      )
    if (i % 9 === 0)
      return touchpoint(
        'invoice_sent',
        { number: `2026-${1_000 + i}`, total: { minor: 12_345 + i * 100, currency: 'EUR' }, estimate: null, about: 'Workshop' },
        { at },
      )
    if (i % 5 === 0) return touchpoint('message_sent', { title: 'Service is due next month', purpose: 'service', channel: 'email' }, { at })
    return touchpoint('web_visit', { page: pages[i % pages.length], model: null }, { at, vehicle: i % 2 ? ids.aurel : null })
  }).map((row) => held('touchpoint', row)),
]
