/** Staff's edits as the review's form has them: kept strikes, decisions, and one new strike by its words. */
import { z } from 'zod'
import type { Source } from '../../domain/draft.ts'
import { DEFAULT_MARK, type editId, idOf, Mark, placesOfWords } from '../../domain/edits.ts'
import { passagesOf } from '../../domain/passages.ts'
import { type Refusal, refuse } from '../../domain/refusals.ts'
import type { StaffEdits } from '../../domain/staff-edits.ts'

/** `keep-<id>` of each strike that stays, `find-<id>` with the decision on each proposal. */
export const RedactionForm = z
  .object({
    turn: z.string().trim().default(''),
    words: z.string().default(''),
    mark: z.string().trim().default(''),
  })
  .catchall(z.string())
export type RedactionForm = z.infer<typeof RedactionForm>

export function readRedactionForm(form: RedactionForm, source: Source): StaffEdits | Refusal {
  const kept = source.edits.flatMap((edit) =>
    edit.kind === 'strike' && form[`keep-${idOf(edit)}`] === 'yes' ? [placed(edit, edit.mark)] : [],
  )
  const fresh = newStrike(form, source)
  if (fresh !== null && 'refused' in fresh) return fresh
  const decided = (decision: string) =>
    Object.entries(form).flatMap(([name, value]) =>
      name.startsWith('find-') && value === decision ? [name.slice('find-'.length)] : [],
    )
  return {
    strikes: fresh === null ? kept : [...kept, fresh],
    accept: decided('accept'),
    decline: decided('decline'),
  }
}

type NewStrike = StaffEdits['strikes'][number]

function newStrike({ turn, words, mark }: RedactionForm, { body }: Source): NewStrike | Refusal | null {
  const wanted = words.trim()
  if (wanted === '') return null
  const bracketed = mark === '' ? DEFAULT_MARK : mark.startsWith('[') ? mark : `[${mark}]`
  if (!Mark.safeParse(bracketed).success)
    return refuse('invalid-body', { path: 'mark', message: 'A few plain words, without brackets or markup' })
  const number = turn === '' ? null : Number(turn)
  if (number !== null && !Number.isInteger(number))
    return refuse('unknown-place', { path: 'turn', message: 'The number beside the turn' })
  const passages = passagesOf(body).filter((passage) => number === null || passage.turn === number - 1)
  const [place, another] = placesOfWords(wanted, passages, 2)
  if (place === undefined)
    return refuse('unknown-place', { path: 'words', message: 'Exactly these words were not said there' })
  if (another !== undefined)
    return refuse('unknown-place', {
      path: 'words',
      message: 'These words stand in several places: take more of them, or name the turn',
    })
  return placed(place, bracketed)
}

function placed({ turn, paragraph, start, end }: Parameters<typeof editId>[1], mark: string): NewStrike {
  return { turn, paragraph, start, end, mark }
}
