import { expect, test } from 'vitest'
import { parseConfig } from '../../src/hub/config.ts'

const linux = { platform: 'linux', userFolder: '/home/ann' }

test('with nothing set a hub serves this machine alone, from the platform’s own folder', () => {
  const parsed = parseConfig({}, linux)
  expect(parsed).toEqual({
    ok: true,
    config: {
      home: '/home/ann/.config/forecourt',
      port: 4070,
      host: '127.0.0.1',
      databaseUrl: null,
      redisUrl: null,
      log: 'info',
      sample: false,
      publicOrigins: [],
      watching: 'shown',
    },
  })
  expect(parsed.ok && Object.isFrozen(parsed.config)).toBe(true)
})

test('each platform keeps the data where its programs keep theirs', () => {
  const homeOn = (platform: string, userFolder: string, environment = {}) => {
    const parsed = parseConfig(environment, { platform, userFolder })
    return parsed.ok ? parsed.config.home : parsed.sentences
  }
  expect(homeOn('darwin', '/Users/ann')).toBe('/Users/ann/Library/Application Support/Forecourt')
  expect(homeOn('win32', 'C:\\Users\\ann')).toBe('C:\\Users\\ann\\AppData\\Roaming\\Forecourt')
  expect(homeOn('win32', 'C:\\Users\\ann', { APPDATA: 'D:\\Data' })).toBe('D:\\Data\\Forecourt')
  expect(homeOn('linux', '/home/ann', { XDG_CONFIG_HOME: '/data/ann' })).toBe('/data/ann/forecourt')
})

test('every setting can be given, and an empty one counts as not set', () => {
  const parsed = parseConfig(
    {
      FORECOURT_HOME: '/srv/forecourt',
      FORECOURT_PORT: '0',
      FORECOURT_HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://hub:secret@db.example/forecourt',
      REDIS_URL: 'redis://cache.example',
      FORECOURT_LOG: 'debug',
      FORECOURT_SAMPLE: '1',
      FORECOURT_PUBLIC_ORIGINS: 'https://north.example, http://localhost:8080',
      FORECOURT_WATCHING: 'preview',
      OTHER: 'left alone',
    },
    linux,
  )
  expect(parsed).toEqual({
    ok: true,
    config: {
      home: '/srv/forecourt',
      port: 0,
      host: '0.0.0.0',
      databaseUrl: 'postgres://hub:secret@db.example/forecourt',
      redisUrl: 'redis://cache.example',
      log: 'debug',
      sample: true,
      publicOrigins: ['https://north.example', 'http://localhost:8080'],
      watching: 'preview',
    },
  })
  expect(parseConfig({ FORECOURT_PORT: '' }, linux)).toMatchObject({ config: { port: 4070 } })
})

test('each wrong setting is named with what is allowed, and a password is not repeated', () => {
  const parsed = parseConfig(
    {
      FORECOURT_HOME: 'somewhere',
      FORECOURT_PORT: '70000',
      FORECOURT_HOST: 'all of them',
      DATABASE_URL: 'mysql://hub:secret@db.example/forecourt',
      FORECOURT_LOG: 'loud',
      FORECOURT_SAMPLE: 'yes',
      FORECOURT_PUBLIC_ORIGINS: 'https://north.example/shop',
      FORECOURT_WATCHING: 'covert',
    },
    linux,
  )
  expect(parsed).toEqual({
    ok: false,
    sentences: [
      'FORECOURT_HOME is "somewhere" that is not allowed. Allowed is the full path of a folder.',
      'FORECOURT_PORT is "70000" that is not allowed. Allowed is a whole number from 0 to 65535 (0: any free port).',
      'FORECOURT_HOST is "all of them" that is not allowed. Allowed is an IP address of this machine, or "localhost".',
      'DATABASE_URL has a value that is not allowed. Allowed is a URL that begins with postgres:// or postgresql://.',
      'FORECOURT_LOG is "loud" that is not allowed. Allowed is silent, error, info or debug.',
      'FORECOURT_SAMPLE is "yes" that is not allowed. Allowed is 0 or 1.',
      'FORECOURT_PUBLIC_ORIGINS is "https://north.example/shop" that is not allowed. Allowed is origins like https://dealer.example, with commas between them and nothing after the host.',
      'FORECOURT_WATCHING is "covert" that is not allowed. Allowed is hidden, shown or preview.',
    ],
  })
})
