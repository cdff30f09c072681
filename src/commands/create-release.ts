/** Makes a draft readout, statement, advisory or fact sheet, under an embargo and ground rules. */
import { z } from 'zod'
import { type Call, Contact, Topic } from '../domain/call.ts'
import { ReleaseKind } from '../domain/content.ts'
import type { Source } from '../domain/draft.ts'
import type { Edit } from '../domain/edits.ts'
import { coverRelease, type Embargo, imposeEmbargo } from '../domain/embargo.ts'
import { GroundRules } from '../domain/ground-rules.ts'
import type { Instant } from '../domain/instant.ts'
import { RecordId, revised } from '../domain/record.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { draftRelease } from '../domain/release.ts'
import { resolveTerms, TermsInput } from '../domain/terms.ts'
import { type Change, together } from '../store/commit.ts'
import { newId } from '../store/identifiers.ts'
import { type CallView, loadCall } from './call-view.ts'
import type { ReleaseView } from './release-view.ts'
import { wakeLifts } from './wake-lift.ts'
import { attempt, type Work } from './work.ts'

/** What press staff write; a new draft replaces all of it. */
export const DraftInput = z
  .strictObject({
    headline: z.string().trim().min(1).max(300),
    summary: z.string().trim().min(1).max(1000).optional(),
    body: z.string().trim().min(1).max(2_000_000).meta({ description: 'Markdown.' }),
    topics: z.array(Topic).max(20).default([]),
    contact: Contact.optional(),
  })
  .meta({ id: 'DraftInput' })
export type DraftInput = z.infer<typeof DraftInput>

export const CreateReleaseInput = DraftInput.extend({
  kind: ReleaseKind.exclude(['transcript']),
  callId: RecordId.optional().meta({
    description: 'Its embargo and ground rules hold, unless others stand beside.',
  }),
  portionId: RecordId.optional(),
  embargoId: RecordId.optional().meta({ description: 'An embargo that covers it too: they lift together.' }),
  embargo: TermsInput.optional(),
  groundRules: GroundRules.optional(),
}).meta({ id: 'ReleaseInput' })
export type CreateReleaseInput = z.infer<typeof CreateReleaseInput>

export function createRelease(
  work: Work<ReleaseView>,
  input: CreateReleaseInput,
): Promise<ReleaseView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const view = input.callId === undefined ? null : await loadCall(store, input.callId, actor)
    if (view === null && input.callId !== undefined)
      return refuse('not-found', { path: 'callId', message: 'No such call' })
    const rules = input.groundRules ?? rulesOf(view, input.portionId)
    if (isRefusal(rules)) return rules
    const id = newId('release', now)
    const placed = await placeUnderEmbargo(work, input, view, id, now)
    if (isRefusal(placed)) return placed

    const source = writtenSource({ rules, inheritsRules: input.groundRules === undefined }, input)
    const release = draftRelease({
      id,
      kind: input.kind,
      callId: input.callId ?? null,
      portionId: input.portionId ?? null,
      embargoId: placed.embargo.id,
      basis: rules.basis,
      conflicts: [],
      now,
    })
    const more = { call: datelineOf(view?.call), note: null }
    const drafted = await work.editor.draft({ kind: input.kind, source, more })
    return {
      result: { release, embargo: placed.embargo },
      change: together(
        store.releases.write(release),
        await store.contents.write(id, 1, drafted),
        placed.change,
        ...(view ? [store.calls.write(withRelease(view.call, id, placed, now))] : []),
        store.audit.entry({ at: now, actor, act: 'create-release', record: id, revision: 1 }),
      ),
      wake: () => wakeLifts(work.store, work.queues, [placed.embargo], now),
    }
  })
}

/** The source of what press staff wrote, under these rules. */
export function writtenSource(
  under: { rules: GroundRules; inheritsRules: boolean },
  input: DraftInput,
  edits: readonly Edit[] = [],
): Source {
  return {
    rules: under.rules,
    inheritsRules: under.inheritsRules,
    headline: input.headline,
    summary: input.summary ?? null,
    body: { form: 'markdown', text: input.body },
    topics: input.topics,
    contact: input.contact ?? null,
    edits: [...edits],
  }
}

/** When a call was held, for a dateline. */
export function datelineOf(call: Call | undefined): { startsAt: Instant; timeZone: string } | null {
  return call ? { startsAt: call.starts.at, timeZone: call.starts.timeZone } : null
}

/** The call knows its releases, and the embargoes that may wait for its end. */
function withRelease(call: Call, releaseId: string, placed: Placed, now: Instant): Call {
  const embargoIds = placed.isNew ? [...call.embargoIds, placed.embargo.id] : call.embargoIds
  return revised(call, now, { embargoIds, releaseIds: [...call.releaseIds, releaseId] })
}

/** The portion meant: the named one, or the only one. */
function portionIndex(view: CallView, portionId: string | undefined): number | Refusal {
  if (portionId === undefined)
    return view.call.portions.length === 1
      ? 0
      : refuse('portion-required', { path: 'portionId', message: 'The call has several portions' })
  const index = view.call.portions.findIndex((portion) => portion.id === portionId)
  return index < 0 ? refuse('unknown-portion', { path: 'portionId', message: 'No such portion' }) : index
}

function rulesOf(view: CallView | null, portionId: string | undefined): GroundRules | Refusal {
  if (view === null) return refuse('rules-required', { path: 'groundRules', message: 'Missing' })
  const index = portionIndex(view, portionId)
  if (isRefusal(index)) return index
  return view.details.portions[index]?.groundRules ?? refuse('rules-required')
}

type Placed = { readonly embargo: Embargo; readonly change: Change; readonly isNew: boolean }

/** Its own embargo, the one named, or the call's. */
async function placeUnderEmbargo(
  work: Work,
  input: CreateReleaseInput,
  view: CallView | null,
  releaseId: string,
  now: Instant,
): Promise<Placed | Refusal> {
  if (input.embargo !== undefined) return ownEmbargo(work, input.embargo, view?.call ?? null, releaseId, now)
  const existing = await existingEmbargo(work, input, view)
  if (isRefusal(existing)) return existing
  const embargo = coverRelease(existing, releaseId, now)
  return isRefusal(embargo) ? embargo : { embargo, change: work.store.embargoes.write(embargo), isNew: false }
}

function ownEmbargo(
  { store }: Work,
  input: TermsInput,
  call: Call | null,
  releaseId: string,
  now: Instant,
): Placed | Refusal {
  const terms = resolveTerms(input, call?.starts.timeZone ?? 'UTC')
  if (isRefusal(terms)) return terms
  const known = { callEndedAt: call?.endedAt ?? null, notices: {} }
  const imposed = imposeEmbargo({
    id: newId('embargo', now),
    callId: call?.id ?? null,
    terms,
    known,
    lateLift: null,
    now,
  })
  if (isRefusal(imposed)) return imposed
  const embargo = { ...imposed, releaseIds: [releaseId] }
  return { embargo, change: store.embargoes.write(embargo), isNew: true }
}

async function existingEmbargo(
  { store }: Work,
  input: CreateReleaseInput,
  view: CallView | null,
): Promise<Embargo | Refusal> {
  if (input.embargoId !== undefined)
    return (
      (await store.embargoes.read(input.embargoId)) ??
      refuse('not-found', { path: 'embargoId', message: 'No such embargo' })
    )
  if (view === null) return refuse('terms-required', { path: 'embargo', message: 'Missing' })
  const index = portionIndex(view, input.portionId)
  if (isRefusal(index)) return index
  return view.embargoes[index] ?? refuse('terms-required')
}
