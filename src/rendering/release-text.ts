/** A release as plain text, in the form press offices hand out: venue, clock, turns, `Q`, clock. */
import { pressTime } from '../domain/instant.ts'
import type { ClockLine, Transcript, Turn } from '../domain/transcript/model.ts'
import { UNLABELLED } from '../domain/transcript/read.ts'
import { oneLine } from './plain-text.ts'
import { printedClock } from './press-time.ts'
import type { PublicRelease } from './public-release.ts'
import { KIND_NAMES, ruleSentence } from './release-words.ts'

export function releaseText(release: PublicRelease): string {
  const { content, corrections, publishedAt, timeZone } = release
  const paragraphs = [
    oneLine(content.headline),
    `${KIND_NAMES[content.kind]}. Published ${pressTime(publishedAt, timeZone)}.`,
    ...corrections.map(({ at, note }) => `Corrected ${pressTime(at, timeZone)}. ${note ?? ''}`.trim()),
    ruleSentence(content),
    content.summary,
    content.contact && `Contact: ${content.contact.name}, ${content.contact.email}`,
    '* * *',
    ...(content.body.form === 'transcript'
      ? transcriptText(content.body.transcript)
      : [content.body.text.trim()]),
  ]
  return `${paragraphs.filter((one) => typeof one === 'string' && one !== '').join('\n\n')}\n`
}

function transcriptText({ venue, start, turns, end }: Transcript): readonly (string | null)[] {
  return [venue, start && houseClock(start), ...turns.flatMap(turnText), end && houseClock(end)]
}

/** A question is set off by `Q` alone, a speaker by a colon and two blanks. */
function turnText({ speaker, paragraphs }: Turn): readonly string[] {
  if (speaker === UNLABELLED) return paragraphs
  const label = speaker === 'Q' ? 'Q    ' : `${speaker}:  `
  return paragraphs.map((text, index) => (index === 0 ? `${label}${text}` : text))
}

/** `2:59 P.M. EDT`. */
function houseClock(clock: ClockLine): string {
  return printedClock(clock).replace(/[ap]\.m\./, (half) => half.toUpperCase())
}
