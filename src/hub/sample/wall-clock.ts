import { wall } from '../wall.ts'
import type { Dice } from './dice.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** 0 is Sunday. */
export const weekday = (at: number, zone: string): number => new Date(wall(at, zone)).getUTCDay()

/** The moment of that day, there, at which the clock on the wall shows these minutes after midnight. */
export function atTime(at: number, minutes: number, zone: string): number {
  const minute = at - (at % MINUTE)
  const shown = wall(minute, zone)
  return minute - (shown % DAY) + minutes * MINUTE
}

/** A time at which a dealership is open: that day, or the Saturday before a Sunday, on a quarter of an hour. */
export function openingTime(at: number, zone: string, dice: Dice): number {
  const open = weekday(at, zone) === 0 ? at - DAY : at
  const last = weekday(open, zone) === 6 ? 27 : 37
  return atTime(open, 8 * 60 + 15 * dice.between(1, last), zone)
}

/** A time at which people sit at home and look at cars. */
export const eveningTime = (at: number, zone: string, dice: Dice): number => atTime(at, dice.between(17 * 60, 22 * 60 + 40), zone)

const days = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  de: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
} as const

/** The name of the working day so many days away; nobody promises anything for a Sunday. */
export function dayName(at: number, language: 'en' | 'de', zone: string): string {
  return days[language][weekday(at, zone) || 1] ?? ''
}
