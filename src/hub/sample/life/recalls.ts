import type { Row } from '../../../domain/kind.ts'
import type { Car } from '../car.ts'
import type { Pen } from '../pen.ts'
import { DAY, openingTime } from '../wall-clock.ts'
import { campaigns } from '../words/owning.ts'

type Recall = Row<'vehicle'>['recalls'][number]

/** The maker's campaigns as this car's owner met them: told, and for most carried out some weeks later. */
export function recalls(pen: Pen, car: Car): Recall[] {
  const { person, dice, now } = pen
  return campaigns.flatMap(({ code, title, model, daysAgo, doNotDrive }) => {
    const told = openingTime(now - daysAgo * DAY, person.zone, dice)
    if (model !== car.model.name || told < car.from + 30 * DAY) return []
    pen.touch(told, {
      kind: 'recall_notice',
      data: { code, title, doNotDrive },
      vehicle: car.id,
      source: `${car.model.brand.name.toLowerCase()}.example/recalls`,
    })
    const done = openingTime(told + dice.between(8, 70) * DAY, person.zone, dice)
    const carriedOut = dice.chance(0.7) && done < now - DAY
    if (carriedOut) pen.touch(done, { kind: 'recall_done', data: { code, title }, vehicle: car.id })
    return [{ code, title, doNotDrive, doneAt: carriedOut ? done : null }]
  })
}
