/** A transcript that is loaded while something else of its call changes is held against what stands in the end. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeTerms } from '../../src/commands/change-terms.ts'
import { putTranscript } from '../../src/commands/put-transcript.ts'
import { ScheduleCallInput, scheduleCall } from '../../src/commands/schedule-call.ts'
import type { Words } from '../../src/editing/take-transcript.ts'
import { aCall, TRANSCRIPT } from '../support/a-call.ts'
import { granted } from '../support/granted.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

let shop: Workshop
beforeAll(() => {
  shop = openWorkshop()
})
afterAll(() => shop.close())

const WORDS: Words = { form: 'text', text: TRANSCRIPT }
/** They say nothing of when the embargo lifts, so that no terms differ from them. */
const FIRST_WORDS: Words = { form: 'text', text: 'MODERATOR:  Thanks, everyone, for joining.\n' }

test('terms that change while new words are read: the words conflict with the new ones', async () => {
  const { work } = shop
  const { call, embargoes } = granted(await scheduleCall(work, ScheduleCallInput.parse(aCall())))
  granted(await putTranscript(work, call.id, null, FIRST_WORDS, null))
  const terms = { until: 'notice', name: 'signing' } as const
  let isChanged = false
  /** As the terms are changed by someone else, in the moment in which it reads. */
  const editor: typeof work.editor = {
    ...work.editor,
    async take(task) {
      const taken = await work.editor.take(task)
      if (!isChanged) {
        isChanged = true
        granted(await changeTerms(work, embargoes[0]?.id ?? '', { terms, reason: 'moved' }, null))
      }
      return taken
    },
  }
  const again = granted(await putTranscript({ ...work, editor }, call.id, null, WORDS, null))
  expect(isChanged).toBe(true)
  expect(again.release.conflicts).toContain('terms-differ')
})
