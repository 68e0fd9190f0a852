/** Chance that is the same for the same seed (sfc32), with branches of its own, so that one concern does not disturb another. */
export class Chance {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number, concern = '') {
    this.#a = seed >>> 0
    this.#b = hash(concern)
    this.#c = 0x9e3779b9
    for (let turn = 0; turn < 12; turn++) this.next()
  }

  /** From 0 up to 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter++) >>> 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) >>> 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) >>> 0
    return sum / 4_294_967_296
  }

  /** A whole number from 0 up to, not including, `most`. */
  below(most: number): number {
    return Math.floor(this.next() * most)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  /** True once in so many times. */
  once(inSoMany: number): boolean {
    return this.next() * inSoMany < 1
  }

  pick<T>(from: readonly T[]): T {
    const chosen = from[this.below(from.length)]
    if (chosen === undefined) throw new Error('nothing to pick from')
    return chosen
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.below(256))
  }
}

const hash = (text: string): number =>
  [...text].reduce((sum, letter) => (Math.imul(sum ^ letter.charCodeAt(0), 0x01000193) >>> 0) as number, 0x811c9dc5)
