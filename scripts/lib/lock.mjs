// @ts-check
const systems = ['android', 'darwin', 'win32', 'freebsd', 'openharmony', 'linux', 'aix', 'netbsd', 'openbsd', 'sunos']
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32']

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 * @typedef {{ name: string, version: string, wanted: Entry, place: string }} Missing
 */

/**
 * Where Node would look for a package from inside another, nearest first.
 * @param {string} from @param {string} name
 */
function places(from, name) {
  const steps = from === '' ? [] : from.split('/node_modules/')
  const nested = steps.map((_, depth) => `${steps.slice(0, steps.length - depth).join('/node_modules/')}/node_modules/${name}`)
  return [...nested, `node_modules/${name}`]
}

/**
 * What Node would find.
 * @param {Lock} lock @param {string} from @param {string} name
 */
const nearest = (lock, from, name) =>
  places(from, name)
    .map((place) => lock.packages[place])
    .find((entry) => entry !== undefined)

/** @param {Entry | undefined} entry @param {string} wanted An exact version must be met exactly; of a range, any version will do. */
const serves = (entry, wanted) => entry !== undefined && (!/^\d+\.\d+\.\d+/.test(wanted) || entry.version === wanted)

/**
 * Optional packages that some package names and the lock does not hold. A registry that lacks a platform's package
 * leaves it out when `npm install` writes the lock, and `npm ci` then refuses that lock everywhere.
 * @param {Lock} lock
 * @returns {Missing[]}
 */
export const missing = (lock) =>
  Object.entries(lock.packages).flatMap(([from, wanted]) =>
    Object.entries(wanted.optionalDependencies ?? {})
      .filter(([name, version]) => !serves(nearest(lock, from, name), version))
      .map(([name, version]) => ({
        name,
        version,
        wanted,
        place: lock.packages[`node_modules/${name}`] ? `${from}/node_modules/${name}` : `node_modules/${name}`,
      })),
  )

/**
 * The entry of a platform package, read from its name.
 * @param {Missing} missing
 * @returns {Entry}
 */
export function platformEntry({ name, version, wanted }) {
  const words = name.split(/[/-]/)
  const system = systems.find((word) => words.includes(word))
  const processor = processors.find((word) => words.some((part) => part === word || part === `${word}hf`))
  if (!system || !/^\d/.test(version)) throw new Error(`cannot tell the platform of ${name}@${version}: add it to the lock by hand`)
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(wanted.dev ? { dev: true } : {}),
    ...(words.includes('musl') ? { libc: ['musl'] } : {}),
    optional: true,
    os: [system],
  }
}
