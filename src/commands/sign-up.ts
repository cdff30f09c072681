/**
 * Someone asks to subscribe: a mail or a text is owed, and nothing else is recorded until they confirm. Whether they are
 * subscribed already is asked when it is written, so that the answer takes the same time for everyone.
 */
import { addressOf, channelOf } from '../domain/address.ts'
import { CONFIRMATION_VALID_MS, Confirmation, oweNotice, type SignUp } from '../domain/notice.ts'
import { Sealed } from '../domain/record.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'
import { newId } from '../store/identifiers.ts'
import type { Store } from '../store/store.ts'
import { attempt, type Work } from './work.ts'

export async function signUp(
  work: Pick<Work<null>, 'store' | 'queues'>,
  input: SignUp,
): Promise<null | Refusal> {
  const { store, queues } = work
  const address = addressOf(input)
  const channel = channelOf(address)
  // Asked for too often it is as if it were done: whoever floods an address learns nothing by it.
  if (!(await store.askedMail.count(address))) return null
  return attempt(work, async (now) => {
    const id = newId('notice', now)
    const notice = oweNotice(id, { kind: 'confirmation', channel }, store.notices.seal(id, input), now)
    return {
      result: null,
      change: store.notices.write(notice),
      wake: () => queues.add('send-notice', { noticeId: id, pass: 0, channel }),
    }
  })
}

const CONTEXT = 'confirmation'

/**
 * The token of a confirmation link: the sign-up itself, sealed, so that none is stored unconfirmed. Too long for a
 * text: there the link has a short token of its own, and this is kept under it.
 */
export function confirmationToken(store: Pick<Store, 'sealing'>, input: SignUp, now: number): Sealed {
  const confirmation = { ...input, expiresAt: now + CONFIRMATION_VALID_MS }
  return store.sealing.seal(JSON.stringify(confirmation), CONTEXT)
}

/** What a confirmation link asks for; `invalid-token` when it is not ours, `expired-token` when it is too old. */
export async function readConfirmation(store: Store, token: string): Promise<SignUp | Refusal> {
  const text = openToken(store, (await store.confirmations.read(token)) ?? token)
  if (text === null) return refuse('invalid-token')
  const { expiresAt, ...input } = Confirmation.parse(JSON.parse(text))
  return expiresAt < (await store.clock.now()) ? refuse('expired-token') : input
}

function openToken(store: Store, token: string): string | null {
  try {
    return store.sealing.open(Sealed.parse(token), CONTEXT)
  } catch {
    // Anyone can send anything as a token; why it does not open is nobody's business.
    return null
  }
}
