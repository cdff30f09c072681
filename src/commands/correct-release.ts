/** Corrects a public release: the new text replaces the old in one commit, and its readers are told. */
import { z } from 'zod'
import { oweAlert, recomposeAlert } from '../domain/alert.ts'
import type { Body, Content } from '../domain/content.ts'
import { refuseInSlug, type Source } from '../domain/draft.ts'
import { idOf, placesOfWords, refit } from '../domain/edits.ts'
import type { Instant } from '../domain/instant.ts'
import { passagesOf } from '../domain/passages.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { correctRelease as correct, type Release } from '../domain/release.ts'
import { Turn } from '../domain/transcript/model.ts'
import { together } from '../store/commit.ts'
import type { Drafted } from '../store/content.ts'
import { newId, renamedSlug } from '../store/identifiers.ts'
import { DraftInput } from './create-release.ts'
import { openRevision, type ReleaseView, readRelease } from './release-view.ts'
import { attempt, type Work } from './work.ts'

/** What is not given stays as it was. `turns` for a transcript, `body` for anything else. */
export const CorrectReleaseInput = z.strictObject({
  note: z.string().trim().min(1).max(2000),
  scrub: z
    .boolean()
    .default(false)
    .meta({ description: 'No difference is shown, and the old text is gone from public view.' }),
  headline: DraftInput.shape.headline.optional(),
  summary: DraftInput.shape.summary,
  body: DraftInput.shape.body.optional(),
  turns: z
    .array(Turn)
    .min(1)
    .max(20_000)
    .optional()
    .meta({ description: 'Of a transcript; anything else has a `body`.' }),
})
export type CorrectReleaseInput = z.infer<typeof CorrectReleaseInput>

export function correctRelease(
  work: Work<ReleaseView>,
  id: string,
  input: CorrectReleaseInput,
  ifMatch: number | null,
): Promise<ReleaseView | Refusal> {
  const { store, actor, queues } = work
  return attempt(work, async (now) => {
    const view = await readRelease(work, id, ifMatch)
    if (isRefusal(view)) return view
    const corrected = await draftCorrection(work, view.release, input, now)
    if (isRefusal(corrected)) return corrected
    const { release, drafted } = corrected
    const earlier = await store.alerts.ofRelease(id)
    const running = earlier.flatMap((alert) => recomposeAlert(alert, now) ?? [])
    const follows = earlier.map((alert) => alert.id)
    const alert = oweAlert({ id: newId('alert', now), kind: 'correction', releaseIds: [id], follows, now })
    return {
      result: { ...view, release },
      change: together(
        store.releases.write(release),
        await store.contents.write(id, release.content, drafted),
        ...running.map((one) => store.alerts.write(one)),
        // One that runs only since makes this stale: whoever works on it must hear that its words changed.
        ...earlier
          .filter(({ id: one }) => !running.some((alert) => alert.id === one))
          .map((one) => store.alerts.unchanged(one)),
        store.alerts.write(alert),
        store.ledger.followRecipients(alert.id, follows),
        store.events.write({ kind: 'correction', releaseId: id }),
        store.audit.entry({
          at: now,
          actor,
          act: 'correct-release',
          record: id,
          revision: release.revision,
          reason: input.note,
          codes: input.scrub ? ['scrub'] : [],
        }),
      ),
      wake: () => queues.add('open-alert', { alertId: alert.id }),
    }
  })
}

type Corrected = {
  readonly release: Release
  readonly drafted: Drafted
  readonly before: Content
}

/** What a correction would publish, beside what is public now; refused as the correction itself would be. */
export async function draftCorrection(
  { store, actor, editor }: Pick<Work, 'store' | 'actor' | 'editor'>,
  before: Release,
  input: CorrectReleaseInput,
  now: Instant,
): Promise<Corrected | Refusal> {
  const release = correct(before, input.scrub, now)
  if (isRefusal(release)) return release
  const opened = await openRevision(store, before, before.content, actor, now)
  const source = correctedSource(opened.source, input)
  if (isRefusal(source)) return source
  const more = { call: opened.content.call, note: input.note }
  const drafted = await editor.correct({ kind: release.kind, source, more })
  // The words of an old headline stand in the slug too.
  const slug =
    input.scrub && release.slug !== null ? renamedSlug(release.slug, drafted.headline) : release.slug
  const withheld = refuseInSlug(slug ?? '', source.rules) ?? drafted.withheld
  return withheld ?? { release: { ...release, slug }, drafted, before: opened.content }
}

function correctedSource(source: Source, input: CorrectReleaseInput): Source | Refusal {
  const form = source.body.form
  if (form === 'transcript' && input.body !== undefined)
    return refuse('invalid-body', { path: 'body', message: 'A transcript is corrected by its turns' })
  if (form === 'markdown' && input.turns !== undefined)
    return refuse('invalid-body', { path: 'turns', message: 'Only a transcript has turns' })
  const body: Body =
    source.body.form === 'transcript'
      ? {
          form: 'transcript',
          transcript: { ...source.body.transcript, turns: input.turns ?? source.body.transcript.turns },
        }
      : { form: 'markdown', text: input.body ?? source.body.text }
  const { edits, dropped } = refit(source.edits, source.body, body)
  // A correction is public at once: nobody would read what a lost strike lets through.
  const passages = passagesOf(body)
  const lost = dropped.filter(
    ({ kind, words }) => kind !== 'declined' && placesOfWords(words, passages, 1).length > 0,
  )
  if (lost.length > 0)
    return refuse('edits-lost', ...lost.map((edit) => ({ path: idOf(edit), message: 'Strike it again' })))
  const { headline, summary } = source
  return {
    ...source,
    headline: input.headline ?? headline,
    summary: input.summary ?? summary,
    body,
    edits: [...edits],
  }
}
