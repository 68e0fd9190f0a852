import type { Dice } from './dice.ts'

const YEARS = 'ABCDEFGHJKLMNPRSTVWXY123456789'
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const SERIAL = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'

/** What a sign counts for in the check sum (ISO 3779): its place in one of these rows, or its own number. */
const ROWS = ['.ABCDEFGH', '.JKLMN.P.R', '..STUVWXYZ']
const worth = (sign: string): number => (/\d/.test(sign) ? Number(sign) : Math.max(...ROWS.map((row) => row.indexOf(sign))))

/** The ninth sign of a VIN, by which a misread one is found. */
export function checkDigit(vin: string): string {
  const sum = [...vin].reduce((total, sign, place) => total + worth(sign) * (WEIGHTS[place] ?? 0), 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

/** A VIN of a maker that does not exist, with a right check digit. */
export function vin(maker: string, year: number, dice: Dice): string {
  const signs = (count: number, from: string) => Array.from({ length: count }, () => dice.pick([...from])).join('')
  const head = `${maker}${signs(5, SERIAL)}`
  const rest = `${YEARS[(year - 2010) % YEARS.length] ?? 'A'}${signs(1, 'HKLN')}${signs(6, '0123456789')}`
  return `${head}${checkDigit(`${head}0${rest}`)}${rest}`
}

const letters = 'ABCDEFGHJKLMNOPRSTUVWXY'

/** A plate of the region, as it would have been given out when the car was first on the road. */
export function plate(country: 'de' | 'gb', at: number, dice: Dice): string {
  const some = (count: number) => Array.from({ length: count }, () => dice.pick([...letters])).join('')
  if (country === 'de')
    return `${dice.pick(['HH', 'HH', 'HH', 'HH', 'PI', 'OD', 'WL', 'SE', 'STD', 'RZ'])}-${some(2)} ${dice.between(12, 9899)}`
  const day = new Date(at)
  const month = day.getUTCMonth()
  const year = (day.getUTCFullYear() % 100) + (month >= 8 ? 50 : month < 2 ? 49 : 0)
  return `Y${dice.pick([...'ABCDEFGHJKLMN'])}${String(year).padStart(2, '0')} ${some(3).replaceAll('I', 'J')}`
}
