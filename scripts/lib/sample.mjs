// @ts-check
import { SAMPLE_AGENT, SAMPLE_PASSWORD } from '../../src/hub/sample/accounts.ts'

/** What FORECOURT_SIGN_IN says to sign a desk in as the sample agent. */
export const sampleSignIn = `${SAMPLE_AGENT.email}:${SAMPLE_PASSWORD}`
