/** The edits press staff ask for, as edits of a source: checked against its words, with who decided and when. */
import { z } from 'zod'
import { refuseNames, type Source } from './draft.ts'
import { DEFAULT_MARK, type Edit, idOf, Mark, overlapping } from './edits.ts'
import type { Instant } from './instant.ts'
import { Place, passageText } from './passages.ts'
import { findProposals, type Proposal } from './proposals.ts'
import { isRefusal, type Refusal, refuse } from './refusals.ts'

/** Far more than anyone reviews, and few enough that carrying them over keeps nobody waiting. */
const MOST = 1000

const Ids = z.array(z.string().max(80)).max(MOST).meta({ description: 'Ids of proposals.' })

/** All of staff's edits: what is not named is taken back. The lists are required, lest one be forgotten. */
export const StaffEdits = z.strictObject({
  strikes: z.array(z.strictObject({ ...Place.shape, mark: Mark.default(DEFAULT_MARK) })).max(MOST),
  accept: Ids,
  decline: Ids,
})
export type StaffEdits = z.infer<typeof StaffEdits>

type Made = { readonly by: string; readonly at: Instant }

/** The source's edits as asked for. One that stays as it was keeps its author and instant. */
export function editsFrom(asked: StaffEdits, source: Source, made: Made): readonly Edit[] | Refusal {
  const strikes = strikesFrom(asked, source, made)
  if (isRefusal(strikes)) return strikes
  const decisions = decisionsFrom(asked, source, made)
  return isRefusal(decisions) ? decisions : [...strikes, ...decisions]
}

/** What changed between two lists, for the audit: ids only. */
export function editChanges(before: readonly Edit[], after: readonly Edit[]): readonly string[] {
  const had = new Set(before.map(changeId))
  const has = new Set(after.map(changeId))
  return [
    ...[...had].filter((id) => !has.has(id)).map((id) => `undo:${id}`),
    ...[...has].filter((id) => !had.has(id)).map((id) => `do:${id}`),
  ]
}

const changeId = (edit: Edit) => `${edit.kind}:${idOf(edit)}`

function strikesFrom({ strikes }: StaffEdits, source: Source, made: Made): readonly Edit[] | Refusal {
  const before = new Map(source.edits.map((edit) => [changeId(edit), edit]))
  const edits: Edit[] = []
  for (const [index, { mark, ...place }] of strikes.entries()) {
    const words = wordsAt(source, place)
    if (words === null) return refuse('unknown-place', { path: `strikes.${index}`, message: 'No such words' })
    const named = refuseNames([[`strikes.${index}.mark`, mark]], source.rules)
    if (named) return named
    const edit: Edit = { kind: 'strike', ...place, words, ...made, mark }
    const same = before.get(changeId(edit))
    edits.push(same?.kind === 'strike' && same.mark === mark ? same : edit)
  }
  const shared = overlapping(edits)
  if (shared === null) return edits
  return refuse('overlapping-strikes', { path: 'strikes', message: 'Two of them share words' })
}

/** The words of a place, null where it holds none or halves a character. */
function wordsAt({ body }: Source, place: Place): string | null {
  const text = passageText(body, place)
  if (text === null || place.start >= place.end || place.end > text.length) return null
  const words = text.slice(place.start, place.end)
  const halves = [place.start, place.end].some((at) => /^[\udc00-\udfff]/.test(text.slice(at, at + 1)))
  return halves || words.trim() === '' ? null : words
}

function decisionsFrom({ accept, decline }: StaffEdits, source: Source, made: Made) {
  const asked = [
    ...accept.map((id, index) => ({ id, kind: 'accepted' as const, path: `accept.${index}` })),
    ...decline.map((id, index) => ({ id, kind: 'declined' as const, path: `decline.${index}` })),
  ]
  const before = new Map(source.edits.map((edit) => [changeId(edit), edit]))
  const decide = (edits: readonly Edit[]) => {
    const found = new Map(findProposals({ ...source, edits: [...edits] }).map((one) => [one.id, one]))
    return asked.flatMap(({ id, kind }) => {
      const proposal = found.get(id)
      return proposal ? [before.get(`${kind}:${id}`) ?? decisionOf(proposal, kind, made)] : []
    })
  }
  // What is accepted brings the same words elsewhere, which may be decided in the same breath.
  const first = decide(source.edits.filter((edit) => edit.kind !== 'strike'))
  const edits = decide(first)
  const decided = new Set(edits.map(idOf))
  const times = Map.groupBy(asked, ({ id }) => id)
  const unknown = asked.filter(({ id }) => !decided.has(id) || times.get(id)?.length !== 1)
  if (unknown.length === 0) return edits
  return refuse('unknown-proposal', ...unknown.map(({ path }) => ({ path, message: 'No such proposal' })))
}

function decisionOf(proposal: Proposal, kind: 'accepted' | 'declined', made: Made): Edit {
  const { turn, paragraph, start, end, words } = proposal
  return { kind, turn, paragraph, start, end, words, ...made, find: proposal.kind }
}
