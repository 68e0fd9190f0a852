import { CaseId, PartyId } from '../../../../src/domain/id.ts'
import { fixtureDesk } from './desk.ts'
import { isStory, stories } from './stories.ts'

const asked = new URLSearchParams(location.search).get('story') ?? 'katharina'
const story = stories[isStory(asked) ? asked : 'katharina']()
const fixture = fixtureDesk(story)

// The store takes the bridge when it is first imported, so it must stand before anything of the renderer does.
Object.assign(window, { desk: fixture.desk, fixture })
await import('../../../../src/renderer/index.tsx')
const { openCase } = await import('../../../../src/renderer/store/view.ts')
openCase({ case: CaseId.parse(story.case), party: PartyId.parse(story.party) })
