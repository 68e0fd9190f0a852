import { brands } from './group.ts'

export type Power = 'electric' | 'petrol'

/** A model of the two invented makers, with what it costs where, in whole euros and pounds. */
export interface Model {
  readonly name: string
  readonly brand: (typeof brands)[keyof typeof brands]
  readonly maker: string
  readonly power: Power
  readonly eur: number
  readonly gbp: number
  readonly trims: readonly string[]
}

const aurel = { brand: brands.aurel, maker: 'SZA' }
const tarn = { brand: brands.tarn, maker: 'SZT' }

export const models = {
  e2: { ...aurel, name: 'Aurel E2', power: 'electric', eur: 27_900, gbp: 24_450, trims: ['City, 48 kWh', 'Plus, 58 kWh'] },
  e4: {
    ...aurel,
    name: 'Aurel E4',
    power: 'electric',
    eur: 42_650,
    gbp: 38_200,
    trims: ['Touring, 77 kWh', 'Long Range, 86 kWh', 'Dual Motor'],
  },
  e6: { ...aurel, name: 'Aurel E6', power: 'electric', eur: 58_300, gbp: 52_750, trims: ['Family, 7 seats', 'Dual Motor, tow pack'] },
  linea: { ...aurel, name: 'Aurel Linea', power: 'petrol', eur: 33_480, gbp: 29_600, trims: ['1.5 automatic', '2.0 Sport'] },
  three: { ...tarn, name: 'Tarn 3', power: 'petrol', eur: 24_190, gbp: 21_350, trims: ['1.2 manual', '1.2 automatic, winter pack'] },
  five: { ...tarn, name: 'Tarn 5', power: 'petrol', eur: 31_740, gbp: 28_100, trims: ['Estate 1.5', 'Estate 2.0, tow bar'] },
  fell: { ...tarn, name: 'Tarn Fell', power: 'petrol', eur: 44_900, gbp: 40_300, trims: ['2.2 four-wheel drive', '2.2 Trail'] },
  moor: { ...tarn, name: 'Tarn Moor', power: 'electric', eur: 36_250, gbp: 32_400, trims: ['Electric, 64 kWh', 'Electric, heat pump'] },
} as const satisfies Record<string, Model>

/** What buyers take, the common ones oftener. */
export const popular: readonly Model[] = [
  models.e4,
  models.e4,
  models.e2,
  models.e2,
  models.e6,
  models.linea,
  models.three,
  models.three,
  models.three,
  models.five,
  models.five,
  models.fell,
  models.moor,
]

export const colours = ['Fjord Blue', 'Chalk', 'Basalt', 'Moss', 'Signal Red', 'Sand', 'Night Blue', 'Silver Birch'] as const
