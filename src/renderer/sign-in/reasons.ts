import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { SignInReason } from '../../domain/contract/bridge.ts'

/** Why somebody is not let in, and what to do about it. */
export const reasonWords: Readonly<Record<SignInReason, MessageDescriptor>> = {
  'bad-address': msg`No Forecourt hub answers at this address. Check it with your administrator.`,
  'wrong-password': msg`Email or password is not right. Check both and try again.`,
  'too-many': msg`Too many tries. Wait a little, then try again.`,
  unreachable: msg`The hub cannot be reached now, and this device has no data of yours to unlock. Check the line and try again.`,
  'not-on-device': msg`The hub cannot be reached, and this person has never signed in on this device. The first sign-in needs the line.`,
  'keyring-changed': msg`This computer’s keyring has changed, so the local data opens only with the hub’s help. Sign in while the line is up; nothing unsent is lost.`,
  'in-use': msg`Forecourt is already open for this person on this computer. Use that window, or close it first.`,
  'newer-data': msg`A newer Forecourt has written this device’s data. Update this one, then sign in.`,
  'disk-full': msg`The disk is full, so nothing could be kept safely. Make room, then try again.`,
  damaged: msg`The data on this device is damaged. Tell your administrator before you do anything else: unsent work may still be saved.`,
  update: msg`This desk is too old for the hub. Update it, then sign in.`,
  'signed-out': msg`You were signed out. Sign in again to go on; nothing unsent is lost.`,
  'lease-over': msg`The hub has not confirmed this device for too long. Sign in while the line is up; nothing unsent is lost.`,
  revoked: msg`This device’s access was withdrawn, and its data was erased. Ask your administrator.`,
  failed: msg`Signing in did not work. Try again; if it stays so, tell your administrator.`,
}
