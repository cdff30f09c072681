/** Erases a subscriber's address. A digest stays, so that no import brings them back. */
import { type Refusal, refuse } from '../domain/refusals.ts'
import type { Work } from './work.ts'

export async function eraseSubscriber(work: Work, number: number): Promise<null | Refusal> {
  const { store, actor } = work
  const erased = await store.subscribers.change(number, { state: 'erased', topics: [] })
  if (!erased) return refuse('not-found')
  const now = await store.clock.now()
  const codes = [`subscriber-${number}`]
  const entry = { at: now, actor, act: 'erase-subscriber', record: 'everything', revision: null, codes }
  await store.commit([store.audit.entry(entry)])
  return null
}
