import { test } from 'vitest'
import { areSound, seeds } from './told.ts'

test(
  `I1 to I11, I13, I14, I16, I18 to I20 hold in the others of ${seeds.count} worlds from seed ${seeds.from}`,
  { timeout: 3_600_000 },
  () => areSound(1),
)
