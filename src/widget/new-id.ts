import type { MessageId } from '../domain/id.ts'

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')

/** A UUID version 7, made here: domain's own would bring its schemas into every dealer's page. */
export function newId(at: number): MessageId {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let place = 0; place < 6; place++) bytes[place] = Math.floor(at / 256 ** (5 - place)) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const all = [...bytes].map(hex).join('')
  // The shape above is the whole of what MessageId's parser asks for.
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join('-') as MessageId
}
