/** A report says that a mail of ours bounced, waits, or was complained of: noted, and perhaps a subscription ends. */
import { SERVICE } from '../domain/actor.ts'
import { consequenceOf, type Finding, findingCode, gravityOf } from '../domain/mail-report.ts'
import type { Store } from '../store/store.ts'
import type { Taken } from '../store/suppression.ts'

/** `mail`: which one it is about, as its genuine Message-ID says. The same report again changes nothing. */
export async function receiveReport(
  store: Store,
  mail: { readonly alertId: string; readonly number: number },
  finding: Finding,
): Promise<Taken> {
  const { alertId, number } = mail
  const gravity = gravityOf(finding)
  if (gravity === 0) return 'known'
  const at = await store.clock.now()
  const code = findingCode(finding)
  const consequence = consequenceOf(finding)
  const reason = consequence.does === 'end' ? consequence.reason : 'refused'
  const auditBody = store.audit.write({
    at,
    actor: SERVICE,
    act: 'end-subscription',
    record: alertId,
    revision: null,
    codes: [`subscriber-${number}`, reason, code],
  })
  const report = { gravity, code }
  return store.suppression.take({ alertId, channel: 'email', number, report, consequence, at, auditBody })
}
