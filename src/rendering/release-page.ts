/** A release's own page: what it is, how it may be used, what was corrected, and what was said. */
import type { Contact } from '../domain/call.ts'
import type { Content } from '../domain/content.ts'
import { pressTime, toIso } from '../domain/instant.ts'
import type { Role, Transcript } from '../domain/transcript/model.ts'
import type { Change } from './changes.ts'
import { type TopicLink, topicLink } from './front-page.ts'
import { markdownHtml } from './markdown.ts'
import { oneLine } from './plain-text.ts'
import { pressDate, pressDay, printedClock, shortDay } from './press-time.ts'
import type { PublicRelease } from './public-release.ts'
import { citedAs } from './quote.ts'
import { KIND_NAMES, type RuleWords, ruleWords } from './release-words.ts'
import { type Said, saidIn } from './said.ts'
import { turnAnchor } from './search-passages.ts'

type TurnView = {
  readonly anchor: string
  readonly speaker: string
  readonly role: Role
  /** Whom the words are cited by. */
  readonly cited: string
  /** Each a line of words and the transcriber's marks. */
  readonly paragraphs: readonly (readonly Said[])[]
}

type TranscriptView = {
  readonly start: string | null
  readonly end: string | null
  readonly turns: readonly TurnView[]
  /** The anchor of the first question, where something comes before it. */
  readonly questions: string | null
}

type Moment = { readonly says: string; readonly at: string }

export type ReleasePageView = {
  readonly path: string
  readonly kind: string
  readonly headline: string
  readonly dateline: readonly string[]
  readonly published: Moment & { readonly day: string }
  /** Public revisions count from 1. */
  readonly revision: number
  readonly summary: string | null
  readonly rule: RuleWords
  readonly corrections: readonly (Moment & {
    readonly note: string | null
    readonly changes: readonly Change[]
  })[]
  readonly transcript: TranscriptView | null
  /** Safe HTML. */
  readonly prose: string | null
  readonly topics: readonly TopicLink[]
  readonly contact: Contact | null
}

export function releasePageView(release: PublicRelease): ReleasePageView {
  const { content, slug, timeZone, publishedAt, corrections } = release
  const { body } = content
  return {
    path: `/releases/${slug}`,
    kind: KIND_NAMES[content.kind],
    headline: oneLine(content.headline),
    dateline: datelineOf(release),
    published: {
      says: pressTime(publishedAt, timeZone),
      at: toIso(publishedAt),
      day: shortDay(publishedAt, timeZone),
    },
    revision: release.revision,
    summary: content.summary,
    rule: ruleWords(content),
    corrections: corrections.map(({ at, note, changes }) => ({
      says: pressTime(at, timeZone),
      at: toIso(at),
      note,
      changes: changes ?? [],
    })),
    transcript: body.form === 'transcript' ? transcriptView(body.transcript, content) : null,
    prose: body.form === 'markdown' ? markdownHtml(body.text) : null,
    topics: content.topics.map(topicLink),
    contact: content.contact,
  }
}

/** The place and the day of the call. What was not a call has only the instant it came out. */
function datelineOf({ content: { body, call } }: PublicRelease): readonly string[] {
  if (body.form !== 'transcript') return []
  const { callDate, venue } = body.transcript
  const printedDay = callDate === null ? null : pressDate(callDate)
  const day = call === null ? printedDay : pressDay(call.startsAt, call.timeZone)
  return [venue, day].filter((part) => part !== null)
}

function transcriptView({ start, end, turns }: Transcript, content: Content): TranscriptView {
  const views = turns.map(({ speaker, role, paragraphs }, index) => ({
    ...{ speaker, role, anchor: turnAnchor(index) },
    cited: citedAs({ speaker, role, paragraphs }, content),
    paragraphs: paragraphs.map(saidIn),
  }))
  const question = views.findIndex(({ role }) => role === 'reporter')
  return {
    start: start && printedClock(start),
    end: end && printedClock(end),
    turns: views,
    questions: question > 0 ? (views[question]?.anchor ?? null) : null,
  }
}
