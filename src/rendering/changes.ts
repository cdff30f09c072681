/** What a correction changed, word by word, as far as a reader wants to see it. */
import { diffArrays, diffWordsWithSpace } from 'diff'
import type { Content } from '../domain/content.ts'

/** A piece of text that stayed, went or came. What stayed and is long is shortened to what is near. */
export type Piece = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }

/** One paragraph that changed, and whose it is: a speaker's label, or a part of the release. */
export type Change = { readonly where: string; readonly pieces: readonly Piece[] }

/** Beyond this a paragraph is shown as gone and come, and a text with more changes is not told word by word. */
const MOST_CHARACTERS = 8000
const MOST_EDITS = 400
const MOST_CHANGES = 200
/** What the two comparisons may take together, so that no reader waits for it. */
const PARAGRAPHS_WITHIN_MS = 20
const WORDS_WITHIN_MS = 20
/** Characters that are kept beside a change. */
const NEAR = 60

type Paragraph = { readonly where: string; readonly text: string }

/** Compares paragraph by paragraph, then the words of those that changed. Empty where only the note is new. */
export function changesBetween(before: Content, after: Content): readonly Change[] {
  const deadline = performance.now() + WORDS_WITHIN_MS
  return pairs(paragraphsOf(before), paragraphsOf(after))
    .slice(0, MOST_CHANGES)
    .map(({ was, is }) => ({
      where: (is ?? was)?.where ?? '',
      pieces: shortened(words(was?.text ?? '', is?.text ?? '', deadline - performance.now())),
    }))
}

function paragraphsOf({ headline, summary, body }: Content): readonly Paragraph[] {
  const head = [
    { where: 'Headline', text: headline },
    ...(summary === null ? [] : [{ where: 'Summary', text: summary }]),
  ]
  if (body.form === 'markdown')
    return head.concat(body.text.split(/\n{2,}/).map((text) => ({ where: 'Text', text: text.trim() })))
  return head.concat(
    body.transcript.turns.flatMap(({ speaker, paragraphs }) =>
      paragraphs.map((text) => ({ where: speaker, text })),
    ),
  )
}

type Pair = { readonly was: Paragraph | null; readonly is: Paragraph | null }

/** What differs, in order: each paragraph beside the one that took its place. */
function pairs(before: readonly Paragraph[], after: readonly Paragraph[]): readonly Pair[] {
  const [from, back] = common(before, after)
  const [old, fresh] = [before.slice(from, before.length - back), after.slice(from, after.length - back)]
  const hunks = diffArrays([...old], [...fresh], {
    comparator: isSame,
    maxEditLength: MOST_EDITS,
    timeout: PARAGRAPHS_WITHIN_MS,
  })
  if (hunks === undefined) return besides(old, fresh)
  const found: Pair[] = []
  let gone: readonly Paragraph[] = []
  for (const { removed, added, value } of hunks) {
    if (removed) {
      gone = value
      continue
    }
    found.push(...besides(gone, added ? value : []))
    gone = []
  }
  return found.concat(besides(gone, []))
}

const isSame = (one: Paragraph, other: Paragraph) => one.where === other.where && one.text === other.text

function besides(gone: readonly Paragraph[], come: readonly Paragraph[]): readonly Pair[] {
  const length = Math.min(MOST_CHANGES, Math.max(gone.length, come.length))
  return Array.from({ length }, (_, index) => ({ was: gone[index] ?? null, is: come[index] ?? null }))
}

/** How many paragraphs are the same at the head and, of the rest, at the end. */
function common(before: readonly Paragraph[], after: readonly Paragraph[]): readonly [number, number] {
  const most = Math.min(before.length, after.length)
  const same = (one: Paragraph | undefined, other: Paragraph | undefined) =>
    one !== undefined && other !== undefined && isSame(one, other)
  let from = 0
  while (from < most && same(before[from], after[from])) from += 1
  let back = 0
  while (back < most - from && same(before.at(-1 - back), after.at(-1 - back))) back += 1
  return [from, back]
}

function words(was: string, is: string, withinMs: number): readonly Piece[] {
  const told =
    withinMs > 0 && was.length + is.length <= MOST_CHARACTERS
      ? diffWordsWithSpace(was, is, { maxEditLength: MOST_EDITS, timeout: withinMs })
      : undefined
  if (told === undefined)
    return [
      { kind: 'removed' as const, text: was },
      { kind: 'added' as const, text: is },
    ].filter(({ text }) => text !== '')
  return told.map(({ removed, added, value }) => ({
    kind: removed ? 'removed' : added ? 'added' : 'same',
    text: value,
  }))
}

/** Keeps of what stayed only what is near a change. */
function shortened(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.length - 1
  return pieces.map((piece, index) => {
    if (piece.kind !== 'same' || piece.text.length <= NEAR * 2) return piece
    const head = index === 0 ? '' : cutEnd(piece.text)
    const tail = index === last ? '' : cutStart(piece.text)
    return { kind: 'same', text: `${head} … ${tail}`.trim() === '…' ? '…' : `${head} … ${tail}` }
  })
}

const cutEnd = (text: string) => text.slice(0, NEAR).replace(/ [^ ]{0,40}$/u, '')
const cutStart = (text: string) => text.slice(-NEAR).replace(/^[^ ]{0,40} /u, '')
