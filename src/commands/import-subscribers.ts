/** Takes subscribers who have consented already, line by line; nobody who left is brought back. */
import type { ImportLine } from '../domain/subscriber.ts'
import type { Work } from './work.ts'

const BATCH = 500

export type ImportCounts = { readonly lines: number; readonly added: number; readonly known: number }

/** `known`: subscribed before, or left and stay away. Every batch is stored when the next is read. */
export async function importSubscribers(
  work: Pick<Work, 'store' | 'actor'>,
  lines: AsyncIterable<ImportLine>,
): Promise<ImportCounts> {
  const { store, actor } = work
  let counts: ImportCounts = { lines: 0, added: 0, known: 0 }
  let batch: ImportLine[] = []
  const flush = async () => {
    const { added, known } = await store.subscribers.import(batch)
    counts = {
      lines: counts.lines + batch.length,
      added: counts.added + added,
      known: counts.known + known,
    }
    batch = []
  }
  for await (const line of lines) {
    batch.push(line)
    if (batch.length === BATCH) await flush()
  }
  await flush()
  const now = await store.clock.now()
  const codes = [`added-${counts.added}`, `known-${counts.known}`]
  const entry = { at: now, actor, act: 'import-subscribers', record: 'everything', revision: null, codes }
  await store.commit([store.audit.entry(entry)])
  return counts
}
