/** Someone of the staff asks to sign in: a link is minted, and a mail with it is owed. */
import { oweNotice } from '../domain/notice.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { Staff } from '../domain/staff.ts'
import { newId } from '../store/identifiers.ts'
import { attempt, type Work } from './work.ts'

/** Answers the link's token, for a start that prints it. */
export async function askSignIn(
  { store, queues }: Pick<Work, 'store' | 'queues'>,
  { email }: Staff,
): Promise<string | Refusal> {
  const token = await store.sessions.mintLink(email)
  return attempt<string>({ store }, async (now) => {
    const id = newId('notice', now)
    const notice = oweNotice(id, { kind: 'sign-in' }, store.notices.seal(id, { email, token }), now)
    return {
      result: token,
      change: store.notices.write(notice),
      wake: () => queues.add('send-notice', { noticeId: id, pass: 0, channel: 'email' }),
    }
  })
}
