import { Refresh, SignedIn, SignIn, Tickets } from '../../domain/contract/sign-in.ts'
import { said } from '../auth/answer.ts'
import type { DeskSignIn } from '../auth/desk-sign-in.ts'
import { type Door, postDoor } from './door.ts'

/** Where desks come in, stay in and go. */
export const signInDoors = (desk: DeskSignIn): readonly Door[] => [
  postDoor({
    path: '/v1/sign-in',
    summary: 'Signs an agent in at a device',
    body: SignIn,
    answer: SignedIn,
    refuses: [400, 401, 410, 413, 415, 429, 503],
    handle: (wanted, { address }) => desk.signIn(wanted, address),
  }),
  postDoor({
    path: '/v1/refresh',
    summary: 'Replaces a refresh token; one shown twice ends the sign-in',
    body: Refresh,
    answer: Tickets,
    refuses: [400, 401, 410, 413, 415, 503],
    handle: (wanted) => desk.refresh(wanted),
  }),
  postDoor({
    path: '/v1/sign-out',
    summary: "Ends this device's sign-in",
    body: Refresh,
    answer: null,
    refuses: [400, 413, 415, 503],
    async handle(wanted) {
      await desk.signOut(wanted)
      return said(null)
    },
  }),
]
