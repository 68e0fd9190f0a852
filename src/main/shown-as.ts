interface Shown {
  readonly type: string
  readonly begins: readonly (readonly [number, readonly number[]])[]
}

/** Pictures that a window may draw, by how their bytes begin: what a file says of itself is not believed. */
const pictures: readonly Shown[] = [
  { type: 'image/png', begins: [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]] },
  { type: 'image/jpeg', begins: [[0, [0xff, 0xd8, 0xff]]] },
  { type: 'image/gif', begins: [[0, [0x47, 0x49, 0x46, 0x38]]] },
  {
    type: 'image/webp',
    begins: [
      [0, [0x52, 0x49, 0x46, 0x46]],
      [8, [0x57, 0x45, 0x42, 0x50]],
    ],
  },
]

/** As what a file of a case is served: a picture by its bytes, anything else as bytes that nothing opens. */
export function shownAs(bytes: Uint8Array): string {
  const found = pictures.find(({ begins }) => begins.every(([at, mark]) => mark.every((byte, place) => bytes[at + place] === byte)))
  return found?.type ?? 'application/octet-stream'
}
