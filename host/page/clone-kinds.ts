// Every file of this folder is also injected into pages by its source (page/source.ts): imports only from this folder,
// no two files with the same name at their top level.

/** What Electron says of anything that structured clone refuses. */
export const uncloneable = 'An object could not be cloned.'

/** One row of an encoded value: a primitive as it is, anything else as its kind and its parts. */
export type CloneEntry = null | string | number | boolean | readonly unknown[]

/** The views that an ArrayBuffer may have, by the index that is sent for them. */
export const cloneViews: readonly string[] = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'DataView',
]

/** The errors that keep their class. */
export const cloneErrors: readonly string[] = ['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError']

/** Values that JSON cannot hold, by the negative index that is sent for them: -1 is the first. */
export const cloneConstants = [undefined, null, true, false, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0] as const

/** Object.prototype.toString's word for a value: `Map`, `Date`, `Uint8Array`. */
export const cloneTag = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)
