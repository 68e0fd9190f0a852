// @ts-check

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} unit
 * @property {number} ours
 * @property {number} [low]
 * @property {number} [high]
 * @property {string} [against]
 * @property {number} [theirs]
 * @property {number} [ratio]
 * @property {number} [limit]
 * @property {boolean} [atLeast]
 * @property {number} [rounds]
 * @property {string} [note]
 * @property {boolean | null} holds whether the ratio keeps its limit; null where there is none
 */

/** @typedef {{ at: string, seconds: number, ended: boolean, figures: Figure[] }} Bench */
/** @typedef {{ machine: Record<string, string | number>, benches: Record<string, Bench> }} Results */

/** @param {Figure} figure */
const holds = ({ ratio, limit, atLeast }) => (ratio === undefined || limit === undefined ? null : atLeast ? ratio >= limit : ratio <= limit)

/** @param {string} line @returns {Figure | undefined} */
function figureOf(line) {
  try {
    const figure = JSON.parse(line)
    return typeof figure.name === 'string' && typeof figure.ours === 'number' ? { ...figure, holds: holds(figure) } : undefined
  } catch {
    return undefined
  }
}

/**
 * The figures that a bench printed among its other lines.
 * @param {string} text
 * @returns {Figure[]}
 */
export const figuresOf = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map(figureOf)
    .filter((figure) => figure !== undefined)
