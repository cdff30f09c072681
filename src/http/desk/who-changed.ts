/** Who changed a record while somebody else had it open in a form. */
import type { Instant } from '../../domain/instant.ts'
import { clockTime } from '../../rendering/press-time.ts'
import type { Store } from '../../store/store.ts'

/** `Ben Osei changed this at 3:18 p.m. EDT, after you opened it.` */
export async function whoChanged(
  store: Store,
  record: { readonly id: string; readonly updatedAt: Instant },
  timeZone: string,
): Promise<string> {
  const [last] = (await store.audit.list({ limit: 1, cursor: null, record: record.id })).items
  return `${last?.actor.name ?? 'Somebody'} changed this at ${clockTime(record.updatedAt, timeZone)}, after you opened it.`
}
