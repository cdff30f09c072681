/** The opening words of a release, for a mail that leads to the rest. */
import MarkdownIt from 'markdown-it'
import type { Body, Content } from '../domain/content.ts'
import type { Turn } from '../domain/transcript/model.ts'
import { oneLine, shortened } from './plain-text.ts'

/** `speaker`: the label as printed, where words are someone’s and the passage before was not theirs. */
export type Passage = { readonly speaker: string | null; readonly text: string }

/** Characters of text in all; below the least, a further passage is not begun. */
const LENGTH = 600
const LEAST = 60
/** Characters of a summary: someone chose its words, so that more of them stand. */
const SUMMARY = 1200

const markdown = new MarkdownIt({ html: false })

/** The summary where there is one, otherwise about 600 characters from the beginning. */
export function openingWords(content: Content): readonly Passage[] {
  if (content.summary !== null) return [{ speaker: null, text: shortened(content.summary, SUMMARY) }]
  const opening: Passage[] = []
  let left = LENGTH
  let speaking: string | null = null
  for (const passage of passagesOf(content.body)) {
    if (left < LEAST) break
    const text = shortened(passage.text, left)
    opening.push({ speaker: passage.speaker === speaking ? null : passage.speaker, text })
    speaking = passage.speaker
    left -= text.length
  }
  return opening
}

function passagesOf(body: Body): readonly Passage[] {
  switch (body.form) {
    case 'transcript':
      return fromFirstSpeaker(body.transcript.turns).flatMap(({ speaker, paragraphs }) =>
        paragraphs.map((text) => ({ speaker: oneLine(speaker), text })),
      )
    case 'markdown':
      return proseOf(body.text).map((text) => ({ speaker: null, text }))
  }
}

/** A moderator's welcome and an operator's instructions say nothing that is news. */
function fromFirstSpeaker(turns: readonly Turn[]): readonly Turn[] {
  const first = turns.findIndex(({ role }) => role === 'speaker')
  return turns.slice(Math.max(first, 0))
}

/** Paragraphs and list items as plain words; headings are left to the page, unless they are asked for. */
export function proseOf(source: string, { headings = false } = {}): readonly string[] {
  const tokens = markdown.parse(source, {})
  return tokens
    .filter(
      (token, index) => token.type === 'inline' && (headings || tokens[index - 1]?.type !== 'heading_open'),
    )
    .map((token) => oneLine((token.children ?? []).map(wordsOf).join('')))
    .filter((text) => text !== '')
}

function wordsOf(token: { readonly type: string; readonly content: string }): string {
  return token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content
}
