import { CaseId, PartyId } from '../../../../src/domain/id.ts'
import { FixtureDesk } from '../../../support/fixture-desk.ts'
import { isStory, stories, storyDesk } from './stories.ts'

const asked = new URLSearchParams(location.search)
const name = asked.get('story') ?? 'katharina'
const story = stories[isStory(name) ? name : 'katharina']()
const prefs = { theme: asked.get('theme') ?? 'light', language: asked.get('lang') ?? 'en', letters: true }
localStorage.setItem('forecourt.prefs', JSON.stringify(prefs))

const fixture = new FixtureDesk(story.world)

// The store takes the bridge when it is first imported, so it must stand before anything of the renderer does.
Object.assign(window, { desk: storyDesk(fixture, story), fixture })
await import('../../../../src/renderer/index.tsx')
const { openCase } = await import('../../../../src/renderer/store/view.ts')
openCase({ case: CaseId.parse(story.case), party: PartyId.parse(story.party) })
