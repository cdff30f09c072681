/** A correction: the text as it stands to be changed, then what would change, before it is sent. */
import type { Content } from '../../domain/content.ts'
import type { Source } from '../../domain/draft.ts'
import { type Change, changesBetween } from '../changes.ts'
import type { Form } from './form.ts'
import { inMails } from './plain-words.ts'

type Subject = { readonly id: string; readonly revision: number; readonly headline: string }

export type CorrectView = Subject & {
  readonly form: Form
  readonly first: Readonly<Record<string, string>>
  /** A transcript's; empty where the text is in one piece. */
  readonly turns: readonly { readonly name: string; readonly label: string; readonly rows: number }[]
}

export type CheckCorrectionView = Subject & {
  readonly form: Form
  /** Every field as it was typed, to be sent as it was read here. */
  readonly typed: readonly { readonly name: string; readonly value: string }[]
  readonly note: string
  readonly scrub: boolean
  readonly changes: readonly Change[]
  readonly people: string
}

/** About this many characters to a line of a field. */
const LINE = 90

export function correctView(subject: Subject, { headline, summary, body }: Source, form: Form): CorrectView {
  const turns = body.form === 'transcript' ? body.transcript.turns : []
  const words = turns.map(({ paragraphs }) => paragraphs.join('\n\n'))
  return {
    ...subject,
    form,
    first: {
      headline,
      summary: summary ?? '',
      body: body.form === 'markdown' ? body.text : '',
      ...Object.fromEntries(words.map((text, index) => [`turn-${index}`, text])),
    },
    turns: turns.map(({ speaker }, index) => ({
      name: `turn-${index}`,
      label: `${index + 1} ${speaker}`,
      rows: Math.min(14, Math.max(2, Math.ceil((words[index]?.length ?? 0) / LINE))),
    })),
  }
}

export function checkCorrectionView(
  subject: Subject,
  { before, after, people }: { readonly before: Content; readonly after: Content; readonly people: number },
  form: Form,
): CheckCorrectionView {
  const { once: _once, _csrf, revision: _revision, ...typed } = form.values
  return {
    ...subject,
    form,
    typed: Object.entries(typed).map(([name, value]) => ({ name, value })),
    note: after.note ?? '',
    scrub: typed.scrub === 'yes',
    changes: changesBetween(before, after),
    people: inMails(people),
  }
}
