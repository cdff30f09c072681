/** `/desk/calls/new`: a call is written down, checked in words and in every zone, and only then scheduled. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import type { CallView } from '../../commands/call-view.ts'
import { declareCall, scheduleCall } from '../../commands/schedule-call.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { checkView } from '../../rendering/desk/check.ts'
import type { Form } from '../../rendering/desk/form.ts'
import { scheduleView } from '../../rendering/desk/schedule.ts'
import type { Page } from '../../rendering/page.ts'
import { atFields, portionsIn, readCallForm, speakersIn } from './call-form.ts'
import {
  type DeskAsked,
  type DeskDependencies,
  deskAction,
  deskPage,
  fieldsOf,
  sendBuilt,
} from './desk-route.ts'
import { readInvitation } from './invitation.ts'
import type { Fields } from './terms-form.ts'

const AnyFields = z.record(z.string(), z.string())

export function createScheduleRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store, pages } = dependencies

  async function ask(asked: DeskAsked, form: Form): Promise<Page> {
    const [topics, recent] = await Promise.all([
      store.topics.list(),
      store.calls.list({ limit: 1, cursor: null }),
    ])
    const zone = recent.items[0]?.starts.timeZone ?? 'America/New_York'
    const view = scheduleView(form, {
      topics,
      zone,
      portions: portionsIn(form.values),
      speakersOf: (portion) => speakersIn(form.values, portion),
    })
    return pages.page('schedule', view, await asked.frame('Schedule a call', 'calls'))
  }

  /** What the fields come to, in words; or the form again, with what is wrong. */
  async function check(asked: DeskAsked, fields: Fields): Promise<Page> {
    const input = readCallForm(fields)
    if (isRefusal(input)) return ask(asked, asked.form(fields, input))
    const declared = declareCall(input, 'cal_unscheduled', await store.clock.now())
    if (isRefusal(declared)) return ask(asked, asked.form(fields, placed(declared, fields)))
    const view = checkView(input, declared, asked.form(fields))
    return pages.page('check', view, await asked.frame('Check the call', 'calls'))
  }

  /** What the pressed button asks for, short of scheduling. */
  async function step(asked: DeskAsked, fields: Fields): Promise<Page> {
    const { step: pressed = 'check', ...rest } = fields
    const [what, portion] = pressed.split('-')
    if (what === 'check') return check(asked, rest)
    if (what === 'read') return ask(asked, asked.form(await readInvitation(asked.work, rest)))
    if (what === 'speaker') {
      const index = Number(portion)
      const count = speakersIn(rest, index) + 1
      return ask(asked, asked.form({ ...rest, [`p${index}-speakers`]: String(count) }))
    }
    if (what === 'portion') return ask(asked, asked.form({ ...rest, portions: String(portionsIn(rest) + 1) }))
    if (what === 'whole') return ask(asked, asked.form({ ...rest, portions: String(portionsIn(rest) - 1) }))
    return ask(asked, asked.form(rest))
  }

  const save = deskAction<Fields, CallView>(dependencies, {
    body: AnyFields,
    async act({ work, body }) {
      const input = readCallForm(body)
      if (isRefusal(input)) return input
      const scheduled = await scheduleCall(work, input)
      return isRefusal(scheduled) ? placed(scheduled, body) : scheduled
    },
    done: ({ call }) => ({ to: `/desk/calls/${call.id}`, done: 'scheduled' }),
    again: ask,
  })

  const router = Router()
  router.get(
    '/calls/new',
    deskPage(dependencies, (asked) => ask(asked, asked.form())),
  )
  router.post('/calls/new', (req, res, next) => {
    const fields = fieldsOf(req)
    if (fields.step === 'save') return save(req, res, next)
    return sendBuilt(dependencies, req, res, (asked) => step(asked, fields))
  })
  return router
}

/** A refusal of the domain, at the form's own fields. */
function placed(refusal: Refusal, fields: Fields): Refusal {
  return { ...refusal, faults: atFields(refusal.faults, portionsIn(fields)) }
}
