/** A correction as its form has it: the whole text as it stood, changed where it was wrong. */
import { CorrectReleaseInput } from '../../commands/correct-release.ts'
import type { Source } from '../../domain/draft.ts'
import { type Refusal, refuse } from '../../domain/refusals.ts'
import type { Turn } from '../../domain/transcript/model.ts'
import { parseFaults } from '../problem.ts'
import type { Fields } from './release-form.ts'

/** What is as it was is left out. Turns come as `turn-0` and so on; one left empty is taken out. */
export function readCorrection(
  fields: Fields,
  { headline, summary, body }: Source,
): CorrectReleaseInput | Refusal {
  const field = (name: string) => (fields[name] ?? '').trim().replaceAll('\r\n', '\n')
  const changed = (name: string, was: string) => field(name) !== '' && field(name) !== was.trim()
  const input = {
    note: field('note'),
    scrub: field('scrub') === 'yes',
    ...(changed('headline', headline) && { headline: field('headline') }),
    ...(changed('summary', summary ?? '') && { summary: field('summary') }),
    ...(body.form === 'markdown'
      ? changed('body', body.text) && { body: field('body') }
      : turnsOf(body.transcript.turns, fields)),
  }
  const parsed = CorrectReleaseInput.safeParse(input)
  if (parsed.success) return parsed.data
  const faults = parseFaults(parsed.error).map(({ path, message }) => ({
    path,
    message: path === 'note' ? 'Say what was wrong' : message,
  }))
  return refuse('invalid-body', ...faults)
}

function turnsOf(turns: readonly Turn[], fields: Fields): { turns?: readonly Turn[] } {
  const typed = turns.flatMap((turn, index) => {
    const text = fields[`turn-${index}`]
    if (text === undefined) return turn
    const paragraphs = paragraphsIn(text)
    return paragraphs.length === 0 ? [] : { ...turn, paragraphs }
  })
  const before = turns.map((turn) => ({ ...turn, paragraphs: paragraphsIn(turn.paragraphs.join('\n\n')) }))
  return JSON.stringify(typed) === JSON.stringify(before) ? {} : { turns: typed }
}

function paragraphsIn(text: string): string[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}
