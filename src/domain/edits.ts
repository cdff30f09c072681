/**
 * What press staff decided about single words of a source: kept beside the original, never in it, so that
 * taking an edit back gives the words back exactly.
 */
import { z } from 'zod'
import type { Body } from './content.ts'
import type { Replacement } from './edited-text.ts'
import { markOf, PROPOSAL_KINDS } from './find-policy.ts'
import { Instant } from './instant.ts'
import { type Passage, Place, passagesOf, passageText } from './passages.ts'

/** The words that stand for struck ones, in their brackets. Nothing in them is markup. */
export const Mark = z
  .string()
  .regex(/^\[[^[\]<>*_`\\&\p{C}\p{Zl}\p{Zp}]{1,100}\]$/u, 'Words in square brackets')
  .meta({ examples: ['[a number of ships]'] })
export const DEFAULT_MARK = '[struck]'

/** Where, which words of the original stand there, and who decided when. */
const Made = { ...Place.shape, words: z.string().min(1), by: z.string(), at: Instant }
const find = z.enum(PROPOSAL_KINDS)

export const Edit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('strike'), ...Made, mark: Mark }),
  z.strictObject({ kind: z.literal('accepted'), ...Made, find }),
  z.strictObject({ kind: z.literal('declined'), ...Made, find }),
])
export type Edit = z.infer<typeof Edit>

/** Names an edit, or a proposal, by what it is and where; nothing of its words. */
export function editId(what: 'strike' | (typeof PROPOSAL_KINDS)[number], place: Place): string {
  return `${what}-${place.turn}-${place.paragraph}-${place.start}-${place.end}`
}

export function idOf(edit: Edit): string {
  return editId(edit.kind === 'strike' ? 'strike' : edit.find, edit)
}

/** What edits put in the place of words, by passage. */
export function replacementsOf(
  edits: readonly Edit[],
  attribution: string,
): (turn: number, paragraph: number) => readonly Replacement[] {
  if (edits.length === 0) return () => []
  const byPassage = Map.groupBy(edits, ({ turn, paragraph }) => `${turn}.${paragraph}`)
  return (turn, paragraph) =>
    (byPassage.get(`${turn}.${paragraph}`) ?? []).flatMap((edit) => replacementOf(edit, attribution) ?? [])
}

function replacementOf(edit: Edit, attribution: string): Replacement | null {
  const { start, end } = edit
  switch (edit.kind) {
    case 'strike':
      return { start, end, mark: edit.mark, by: 'strike' }
    case 'accepted':
      return { start, end, mark: markOf(edit.find, attribution), by: 'name' }
    case 'declined':
      return null
  }
}

/** Whether an edit's words stand where it says. */
export function fits(edit: Edit, body: Body): boolean {
  return passageText(body, edit)?.slice(edit.start, edit.end) === edit.words
}

/** The first of two places that share a character; null when there is none. */
export function overlapping(places: readonly Place[]): Place | null {
  const sorted = places.toSorted(
    (a, b) => a.turn - b.turn || a.paragraph - b.paragraph || a.start - b.start || a.end - b.end,
  )
  return (
    sorted.find((place, index) => {
      const next = sorted[index + 1]
      return next?.turn === place.turn && next.paragraph === place.paragraph && next.start < place.end
    }) ?? null
  )
}

/**
 * Carries edits over to a new text. One stays where the passage reads the same as far as its end, follows
 * its passage where that stands once elsewhere, or its words where they do; all others are dropped.
 */
export function refit(
  edits: readonly Edit[],
  before: Body,
  after: Body,
): { readonly edits: readonly Edit[]; readonly dropped: readonly Edit[] } {
  if (edits.length === 0) return { edits, dropped: [] }
  const passages = passagesOf(after)
  const byText = Map.groupBy(passages, ({ text }) => text)
  const kept: Edit[] = []
  const dropped: Edit[] = []
  const inPassage = new Map<string, Edit[]>()
  for (const edit of edits) {
    const moved = refitOne(edit)
    const key = moved && `${moved.kind === 'strike'} ${moved.turn}.${moved.paragraph}`
    const beside = inPassage.get(key ?? '') ?? []
    if (moved && key !== null && !beside.some((one) => one.start < moved.end && moved.start < one.end)) {
      inPassage.set(key, [...beside, moved])
      kept.push(moved)
    } else dropped.push(edit)
  }
  return { edits: kept, dropped }

  function refitOne(edit: Edit): Edit | null {
    const old = passageText(before, edit) ?? ''
    const same = passageText(after, edit) ?? ''
    if (same.slice(0, edit.end) === old.slice(0, edit.end)) return edit
    const [passage, ...others] = byText.get(old) ?? []
    if (passage && others.length === 0) return { ...edit, turn: passage.turn, paragraph: passage.paragraph }
    const [only, ...more] = placesOfWords(edit.words, passages, 2)
    return only && more.length === 0 ? { ...edit, ...only } : null
  }
}

/** The first places where words stand, `most` of them at the most. */
export function placesOfWords(words: string, passages: readonly Passage[], most: number): readonly Place[] {
  const places: Place[] = []
  for (const { turn, paragraph, text } of passages)
    for (let start = text.indexOf(words); start !== -1; start = text.indexOf(words, start + 1)) {
      places.push({ turn, paragraph, start, end: start + words.length })
      if (places.length === most) return places
    }
  return places
}
