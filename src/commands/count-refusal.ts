/** A server refused a recipient for good: it counts, and the last of several in a row ends the subscription. */
import { SERVICE } from '../domain/actor.ts'
import type { Channel } from '../domain/alert.ts'
import { isRefusalOfAddress } from '../domain/suppression.ts'
import type { Store } from '../store/store.ts'

/** Counts once for each alert, however often it runs. `code` is the channel's; one not about the address is none. */
export async function countRefusal(
  store: Store,
  delivery: { readonly alertId: string; readonly channel: Channel },
  number: number,
  code: string,
): Promise<void> {
  if (!isRefusalOfAddress(code)) return
  const { alertId, channel } = delivery
  const at = await store.clock.now()
  const codes = [`subscriber-${number}`, 'refused', code]
  const entry = { at, actor: SERVICE, act: 'end-subscription', record: alertId, revision: null, codes }
  const auditBody = store.audit.write(entry)
  const consequence = { does: 'count' } as const
  await store.suppression.take({ alertId, channel, number, report: null, consequence, at, auditBody })
}
