import { z } from 'zod'
import { Line, Money } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A car was put together in the configurator and kept. */
export const configSaved = touchpointKind({
  kind: 'config_saved',
  data: z.strictObject({ model: Line, summary: Line.nullable(), price: Money.nullable() }),
  stage: 'configure',
  way: 'inbound',
  icon: 'sliders-horizontal',
  title: /*i18n*/ { id: 'touchpoint.config_saved', message: 'Saved a configuration: {model}' },
  detail: /*i18n*/ { id: 'touchpoint.config_saved.detail', message: '{summary}' },
  shows: { price: 'money' },
  page: true,
  work: false,
})
