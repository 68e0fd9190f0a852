import { agents, sites } from './group.ts'

/** One password for every sample account. They exist only in a sample data folder, so it is no secret. */
export const SAMPLE_PASSWORD = 'forecourt-sample'

/** Who `npm start` signs in. */
export const SAMPLE_AGENT = agents.lena

/** The widget's key of each site, and the secret its dealer site signs `identify` tokens with. */
export const sampleWidgets = [
  { site: sites.hamburg.id, key: 'sample-hamburg', secret: 'sample-hamburg-vouches-for-its-owners-0001' },
  { site: sites.leeds.id, key: 'sample-leeds', secret: 'sample-leeds-vouches-for-its-owners-0002' },
  { site: sites.care.id, key: 'sample-care', secret: 'sample-care-vouches-for-its-owners-0003' },
] as const

/** The system that tells the sample hub of touchpoints at `POST /v1/events`. */
export const sampleEvents = { source: 'nordhaus.example/dms', key: 'sample-events-key' } as const
