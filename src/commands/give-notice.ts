/** The named notice has come: the embargo learns so, and lifts if nothing else keeps it. */
import { z } from 'zod'
import { type Embargo, learnNotice } from '../domain/embargo.ts'
import type { Refusal } from '../domain/refusals.ts'
import { NoticeName } from '../domain/terms.ts'
import { changeEmbargo } from './change-embargo.ts'
import type { Work } from './work.ts'

export const GiveNoticeInput = z.strictObject({ name: NoticeName })
export type GiveNoticeInput = z.infer<typeof GiveNoticeInput>

export function giveNotice(
  work: Work<Embargo>,
  id: string,
  input: GiveNoticeInput,
  ifMatch: number | null,
): Promise<Embargo | Refusal> {
  const audit = { act: 'give-notice', codes: [input.name] }
  return changeEmbargo(work, id, ifMatch, audit, (embargo, now) => learnNotice(embargo, input.name, now))
}
