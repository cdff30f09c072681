/** What a correction would change and how many people it goes to, before it is made. */
import type { Content } from '../domain/content.ts'
import { valueOfJson } from '../domain/json.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { type CorrectReleaseInput, draftCorrection } from './correct-release.ts'
import { countToldOfChange } from './count-told.ts'
import { type ReleaseView, readRelease } from './release-view.ts'
import type { Work } from './work.ts'

export type CheckedCorrection = ReleaseView & {
  readonly before: Content
  readonly after: Content
  readonly people: number
}

/** Changes nothing; refused as the correction itself would be. */
export async function checkCorrection(
  work: Work,
  id: string,
  input: CorrectReleaseInput,
  ifMatch: number | null,
): Promise<CheckedCorrection | Refusal> {
  const view = await readRelease(work, id, ifMatch)
  if (isRefusal(view)) return view
  const drafted = await draftCorrection(work, view.release, input, await work.store.clock.now())
  if (isRefusal(drafted)) return drafted
  const people = await countToldOfChange(work, id)
  return { ...view, before: drafted.before, after: valueOfJson(drafted.drafted.content), people }
}
