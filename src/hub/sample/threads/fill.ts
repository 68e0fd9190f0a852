import type { Person } from '../person.ts'
import { DAY, dayName } from '../wall-clock.ts'

interface Scene {
  readonly person: Person
  readonly model: string
  readonly plate: string
  readonly agent: string
  readonly site: string
  readonly at: number
  readonly german: boolean
}

/** Puts names, cars and weekdays into the written words. */
export function fill(text: string, { person, model, plate, agent, site, at, german }: Scene): string {
  const words: Readonly<Record<string, string>> = {
    car: model,
    plate,
    name: person.formal,
    full: person.name,
    agent: agent.split(' ')[0] ?? agent,
    site,
  }
  return text.replaceAll(/\{([a-z]+|[+-]\d+)\}/g, (slot, name: string) =>
    /\d/.test(name) ? dayName(at + Number(name) * DAY, german ? 'de' : 'en', person.zone) : (words[name] ?? slot),
  )
}
