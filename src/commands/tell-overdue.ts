/** Tells the contact and ops, once, that something expected has not come. It lifts nothing and ends nothing. */
import { SERVICE } from '../domain/actor.ts'
import { Cleared } from '../domain/clearance.ts'
import type { Instant } from '../domain/instant.ts'
import { type Notice, oweNotice } from '../domain/notice.ts'
import { type Expectation, isOverdue } from '../domain/overdue.ts'
import type { Queues } from '../queue/queues.ts'
import { together } from '../store/commit.ts'
import type { Untold } from '../store/expected.ts'
import { newId } from '../store/identifiers.ts'
import type { Store } from '../store/store.ts'
import { type Found, findExpected } from './find-expected.ts'

export type OverdueRule = {
  /** How long past its instant something must be before anyone is told. */
  readonly graceMs: number
  /** Where ops are written to; null where nobody said. */
  readonly opsEmail: string | null
}

/** `mails` counts the notices owed. */
export type Told = { readonly expectation: Expectation; readonly mails: number }

/** Null: not overdue after all, or told by another. Whoever looks next decides afresh. */
export async function tellOverdue(
  store: Store,
  queues: Queues,
  untold: Untold,
  rule: OverdueRule,
): Promise<Told | null> {
  const found = await findExpected(store, untold)
  if (found === null) return null
  const { expectation, record, unchanged } = found
  if (expectation === null) {
    await store.commit([together(unchanged, store.expected.forget(untold))])
    return null
  }
  const now = await store.clock.now()
  if (expectation.since !== untold.since || !isOverdue(expectation, rule.graceMs, now)) return null
  const notices = (await addressesOf(store, found, rule, now)).map((email): Notice => {
    const id = newId('notice', now)
    return oweNotice(id, { kind: 'overdue', expectation }, store.notices.seal(id, { email }), now)
  })
  // The mark and what is owed are one commit. A crash before it: the next look finds it untold; after
  // it, before the jobs: the notices are owed, where reconciliation finds them.
  const { outcomes } = await store.commit([
    together(
      store.expected.markTold(untold, rule.graceMs),
      unchanged,
      ...notices.map((notice) => store.notices.write(notice)),
      store.audit.entry({
        at: now,
        actor: SERVICE,
        act: 'tell-overdue',
        record: record.id,
        revision: record.revision,
        codes: [expectation.kind === 'notice' ? expectation.notice : expectation.kind],
      }),
    ),
  ])
  if (outcomes[0] !== 'committed') return null
  await queues
    .addAll(
      'send-notice',
      notices.map(({ id }) => ({ noticeId: id, pass: 0, channel: 'email' })),
    )
    .catch(() => {})
  return { expectation, mails: notices.length }
}

/** The call's contact, else that of the first release with one; and ops. Nobody is written to twice. */
async function addressesOf(
  store: Store,
  { record, call }: Found,
  rule: OverdueRule,
  now: Instant,
): Promise<string[]> {
  const contact =
    (call && store.calls.contactEmail(call)) ?? (await releaseContact(store, record.releaseIds, now))
  const known = [contact, rule.opsEmail].flatMap((email) => (email === null ? [] : [email.toLowerCase()]))
  return [...new Set(known)]
}

async function releaseContact(
  store: Store,
  releaseIds: readonly string[],
  now: Instant,
): Promise<string | null> {
  for (const release of await store.releases.readMany(releaseIds)) {
    const email =
      release.state === 'killed' ? null : await store.contents.contactEmail(Cleared.forNotice(release, now))
    if (email !== null) return email
  }
  return null
}
