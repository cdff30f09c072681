/** `/desk/calls/new`: a call is written down, checked in words and in every zone, and only then scheduled. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import type { CallView } from '../../commands/call-view.ts'
import { declareCall, type ScheduleCallInput, scheduleCall } from '../../commands/schedule-call.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { checkView } from '../../rendering/desk/check.ts'
import type { Form } from '../../rendering/desk/form.ts'
import { type Rows, scheduleView } from '../../rendering/desk/schedule.ts'
import type { Page } from '../../rendering/page.ts'
import { newId } from '../../store/identifiers.ts'
import { MOST_PORTIONS, portionPrefix, portionsIn, readCallForm, withEndDay } from './call-form.ts'
import { type DeskAsked, type DeskDependencies, deskAction, deskPage, fieldsOf } from './desk-route.ts'
import { atFields, formOf, inWords } from './form-faults.ts'
import type { Fields } from './form-fields.ts'
import { withRows } from './form-steps.ts'
import { withInvitation } from './invitation.ts'
import { speakersIn } from './rules-form.ts'
import { partsIn } from './terms-form.ts'

export const AnyFields = z.record(z.string(), z.string())

export function createScheduleRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store, pages } = dependencies

  async function ask(asked: DeskAsked, form: Form): Promise<Page> {
    const title = 'Schedule a call'
    const view = scheduleView(form, {
      title,
      action: '/desk/calls/new',
      existing: null,
      topics: await store.topics.list(),
      values: withEndDay(form.values),
      rows: rowsOf(form.values),
      mayAddPortion: portionsIn(form.values) < MOST_PORTIONS,
    })
    return pages.page('schedule', view, await asked.frame(title, 'calls'))
  }

  /** A fresh form: what the last call had is likely to be so again. */
  async function fresh(asked: DeskAsked): Promise<Page> {
    const [last] = (await store.calls.list({ limit: 1, cursor: null })).items
    const contact = last && store.calls.details(last, asked.work.actor).contact
    const values = {
      timeZone: last?.starts.timeZone ?? 'America/New_York',
      venue: 'Via Teleconference',
      contactName: contact?.name ?? '',
      contactEmail: contact?.email ?? '',
    }
    return ask(asked, asked.form(values))
  }

  /** What the fields come to, in words; or the form again, with what is wrong. */
  async function check(asked: DeskAsked, fields: Fields): Promise<Page> {
    const input = readCallForm(fields)
    if (isRefusal(input)) return ask(asked, formOf(asked, fields, input))
    const now = await store.clock.now()
    const declared = declareCall(input, newId('call', now), now)
    if (isRefusal(declared)) return ask(asked, formOf(asked, fields, atFields(declared, input, now)))
    const view = checkView(asked.form(fields), input, declared, now)
    return pages.page('check', view, await asked.frame(view.title, 'calls'))
  }

  const step = deskPage(dependencies, async (asked) => {
    const { do: pressed = 'check', ...fields } = fieldsOf(asked.req)
    if (pressed === 'check') return check(asked, fields)
    if (pressed === 'read') return ask(asked, asked.form(await withInvitation(asked.work, fields)))
    return ask(asked, asked.form(withRows(fields, pressed)))
  })

  const save = deskAction<Fields, CallView>(dependencies, {
    body: AnyFields,
    async act({ work, body }) {
      const input = readCallForm(body)
      return isRefusal(input) ? input : placed(await scheduleCall(work, input), input)
    },
    done: ({ call }) => ({ to: `/desk/calls/${call.id}`, done: 'scheduled' }),
    again: (asked, form, refusal) => ask(asked, inWords(form, refusal)),
  })

  async function placed(scheduled: CallView | Refusal, input: ScheduleCallInput) {
    return isRefusal(scheduled) ? atFields(scheduled, input, await store.clock.now()) : scheduled
  }

  const router = Router()
  router.get('/calls/new', deskPage(dependencies, fresh))
  router.post('/calls/new', (req, res, next) =>
    fieldsOf(req).do === 'save' ? save(req, res, next) : step(req, res, next),
  )
  return router
}

/** How many rows a form shows of what may come several times. */
export function rowsOf(fields: Fields): Rows {
  return Array.from({ length: portionsIn(fields) }, (_, index) => {
    const prefix = portionPrefix(index + 1)
    return { prefix, speakers: speakersIn(fields, prefix), parts: partsIn(fields, prefix) }
  })
}
