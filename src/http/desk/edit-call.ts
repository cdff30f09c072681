/** `/desk/calls/:id/edit`: what is declared of a call, changed by the form it was scheduled with. */
import { type RequestHandler, Router } from 'express'
import { type CallView, loadCall } from '../../commands/call-view.ts'
import { type ChangeCallInput, changeCall } from '../../commands/change-call.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import type { Form } from '../../rendering/desk/form.ts'
import { type ChangedByOthers, scheduleView } from '../../rendering/desk/schedule.ts'
import { termsSentence } from '../../rendering/desk/terms-words.ts'
import type { Page } from '../../rendering/page.ts'
import { idOf } from './act-route.ts'
import { portionPrefix, readFacts, withEndDay, writeFacts } from './call-form.ts'
import { type DeskAsked, type DeskDependencies, deskAction, deskPage, fieldsOf } from './desk-route.ts'
import { inWords } from './form-faults.ts'
import type { Faults, Fields } from './form-fields.ts'
import { withRows } from './form-steps.ts'
import { mergeFields } from './merge-fields.ts'
import { readRules, writeRules } from './rules-form.ts'
import { AnyFields, rowsOf } from './schedule.ts'
import { stated } from './terms-form.ts'
import { whoChanged } from './who-changed.ts'

const TITLE = 'Change the call'

export function createEditRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store, pages } = dependencies

  async function load({ req, work }: DeskAsked): Promise<CallView | Refusal> {
    const view = await loadCall(store, idOf(req.params.id), work.actor)
    if (view === null) return refuse('not-found')
    return view.call.state === 'cancelled' ? refuse('call-cancelled') : view
  }

  async function ask(
    asked: DeskAsked,
    view: CallView,
    form: Form,
    changed: ChangedByOthers | null = null,
  ): Promise<Page> {
    const { call, embargoes } = view
    const href = `/desk/calls/${call.id}`
    const existing = {
      href,
      revision: changed === null ? revisionIn(form, call.revision) : call.revision,
      before: changed === null ? (form.values.before ?? writeBefore(view)) : writeBefore(view),
      embargoes: embargoes.map((embargo) => ({
        href: `/desk/embargoes/${embargo.id}/terms`,
        says: termsSentence(embargo.terms, call.starts.timeZone),
      })),
      changed,
    }
    const page = scheduleView(form, {
      title: TITLE,
      action: `${href}/edit`,
      existing,
      topics: await store.topics.list(),
      values: withEndDay(form.values),
      rows: rowsOf(form.values),
      mayAddPortion: false,
    })
    return pages.page('schedule', page, await asked.frame(TITLE, 'calls'))
  }

  /** The form again where others were first: theirs and what was typed, side by side. */
  async function askStale(asked: DeskAsked, view: CallView, form: Form): Promise<Page> {
    const before = readBefore(form.values.before)
    const portions = view.call.portions.length
    const merged = mergeFields(before, writeCallRecord(view), form.values, portions)
    const says = await whoChanged(store, view.call, view.call.starts.timeZone)
    return ask(
      asked,
      view,
      { ...form, values: merged.fields, problem: null },
      { says, fields: merged.changed },
    )
  }

  const fresh = deskPage(dependencies, async (asked) => {
    const view = await load(asked)
    return isRefusal(view) ? view : ask(asked, view, asked.form(writeCallRecord(view)))
  })

  const step = deskPage(dependencies, async (asked) => {
    const view = await load(asked)
    const { do: pressed = '', ...fields } = fieldsOf(asked.req)
    return isRefusal(view) ? view : ask(asked, view, asked.form(withRows(fields, pressed)))
  })

  const save = deskAction<Fields, CallView>(dependencies, {
    body: AnyFields,
    async act(asked) {
      const view = await load(asked)
      if (isRefusal(view)) return view
      const input = readChangeForm(asked.body, view)
      if (isRefusal(input)) return input
      const changed = await changeCall(asked.work, view.call.id, input, asked.ifMatch)
      return isRefusal(changed) && changed.refused === 'ends-before-start'
        ? refuse('ends-before-start', { path: 'endsTime', message: 'That is before the start' })
        : changed
    },
    done: ({ call }) => ({ to: `/desk/calls/${call.id}`, done: 'changed' }),
    async again(asked, form, refusal) {
      const view = await load(asked)
      if (isRefusal(view)) return view
      return refusal.refused === 'stale'
        ? askStale(asked, view, form)
        : ask(asked, view, inWords(form, refusal))
    },
  })

  const router = Router()
  router.get('/calls/:id/edit', fresh)
  router.post('/calls/:id/edit', (req, res, next) =>
    fieldsOf(req).do === undefined ? save(req, res, next) : step(req, res, next),
  )
  return router
}

/** The revision that the form was opened at. */
function revisionIn({ values }: Form, now: number): number {
  return /^\d{1,9}$/.test(values.revision ?? '') ? Number(values.revision) : now
}

function writeBefore(view: CallView): string {
  return JSON.stringify(writeCallRecord(view))
}

/** The form as it was opened, as the form itself carries it; anything else is as if all had been changed. */
function readBefore(text: string | undefined): Fields {
  try {
    return AnyFields.parse(JSON.parse(text ?? ''))
  } catch {
    return {}
  }
}

/** The form's fields of a call as it is recorded. */
function writeCallRecord({ call, details }: CallView): Fields {
  const { starts, expectedEnd, announce, endOnAnnouncement } = call
  const { venue, contact, title, topics, announcement, portions } = details
  return Object.assign(
    {},
    writeFacts({
      ...{ title, topics, announce, endOnAnnouncement },
      ...(announcement && {
        announcement: {
          ...(announcement.title !== null && { title: announcement.title }),
          ...(announcement.says !== null && { says: announcement.says }),
          showTime: announcement.showTime,
        },
      }),
      timeZone: starts.timeZone,
      startsAt: stated(starts),
      ...(expectedEnd && { expectedEndsAt: stated(expectedEnd) }),
      ...(venue !== null && { venue }),
      ...(contact && { contact }),
    }),
    { portions: String(portions.length) },
    ...portions.map(({ name, groundRules }, index) => {
      const prefix = portionPrefix(index + 1)
      return { [`${prefix}name`]: name ?? '', ...writeRules(groundRules, prefix) }
    }),
  )
}

/** What the form says now of all that may be changed. */
function readChangeForm(fields: Fields, { call }: CallView): ChangeCallInput | Refusal {
  const faults: Faults = []
  const { venue, contact, expectedEndsAt, ...facts } = readFacts(fields, faults)
  const portions = call.portions.flatMap(({ id }, index) => {
    const groundRules = readRules(fields, portionPrefix(index + 1), faults)
    return groundRules ? [{ id, groundRules }] : []
  })
  if (faults.length > 0) return refuse('invalid-body', ...faults)
  return {
    ...facts,
    venue: venue ?? null,
    contact: contact ?? null,
    expectedEndsAt: expectedEndsAt ?? null,
    portions,
  }
}
