/** Whom an alert counts as uncertain, by address or number: all its pages. */
import type { Service } from './service.ts'

export async function doubtedOf(
  service: Pick<Service, 'press'>,
  alertId: string,
): Promise<ReadonlySet<string>> {
  const doubted = new Set<string>()
  for (let cursor: string | null = '0'; cursor !== null; ) {
    const path: string = `/v1/alerts/${alertId}/deliveries?state=uncertain&limit=200&cursor=${cursor}`
    const { items, next } = (await service.press.get(path)).body
    for (const { email, phone } of items) doubted.add(email ?? phone)
    cursor = next
  }
  return doubted
}
