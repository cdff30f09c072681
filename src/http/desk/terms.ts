/** `/desk/embargoes/:id/terms`: new terms with a reason, said beside the old ones before they hold. */
import { type RequestHandler, Router } from 'express'
import { type ChangeTermsInput, changeTerms } from '../../commands/change-terms.ts'
import { type ShownEmbargo, showEmbargo } from '../../commands/show-embargo.ts'
import { changeTerms as changed, type Embargo, refuseClosed } from '../../domain/embargo.ts'
import type { Instant } from '../../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import { resolveTerms, type Terms } from '../../domain/terms.ts'
import { hereZoneOf } from '../../rendering/desk/embargo-words.ts'
import type { Form } from '../../rendering/desk/form.ts'
import { termsChangeView, termsCheckView } from '../../rendering/desk/terms-change.ts'
import type { Page } from '../../rendering/page.ts'
import { idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskAction, deskPage, fieldsOf } from './desk-route.ts'
import { formOf, inWords, pastFaults } from './form-faults.ts'
import { type Faults, type Fields, typed } from './form-fields.ts'
import { withRows } from './form-steps.ts'
import { AnyFields } from './schedule.ts'
import { partsIn, readTerms, statedTerms, writeTerms } from './terms-form.ts'
import { whoChanged } from './who-changed.ts'

const PREFIX = 'p1-'
const TITLE = 'Change the terms'

type Seen = ShownEmbargo & { readonly deskZone: string }

export function createTermsRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store, pages } = dependencies

  /** The embargo, while its terms may still be changed. */
  async function load({ req, work, deskZone }: DeskAsked): Promise<Seen | Refusal> {
    const shown = await showEmbargo(work, idOf(req.params.id))
    return isRefusal(shown) ? shown : (refuseClosed(shown.embargo) ?? { ...shown, deskZone })
  }

  async function ask(asked: DeskAsked, shown: Seen, form: Form, refusal?: Refusal): Promise<Page> {
    const wouldLift = refusal?.refused === 'would-lift'
    const said =
      refusal?.refused === 'stale' ? await whoChanged(store, shown.embargo, hereZoneOf(shown)) : null
    const view = termsChangeView(shown, said === null ? form : { ...form, problem: said }, {
      parts: partsIn(form.values, PREFIX),
      wouldLift,
    })
    return pages.page('terms-change', view, await asked.frame(TITLE, null))
  }

  async function fresh(asked: DeskAsked): Promise<Page | Refusal> {
    const shown = await load(asked)
    if (isRefusal(shown)) return shown
    const values = writeTerms(statedTerms(shown.embargo.terms), PREFIX, hereZoneOf(shown))
    return ask(asked, shown, asked.form(values))
  }

  async function step(asked: DeskAsked): Promise<Page | Refusal> {
    const shown = await load(asked)
    if (isRefusal(shown)) return shown
    const { do: pressed = 'check', ...fields } = fieldsOf(asked.req)
    if (pressed !== 'check') return ask(asked, shown, asked.form(withRows(fields, pressed)))
    const terms = tried(shown, fields, await store.clock.now())
    if (isRefusal(terms)) return ask(asked, shown, formOf(asked, fields, terms), terms)
    const view = termsCheckView(shown, asked.form(fields), terms)
    return pages.page('terms-check', view, await asked.frame(TITLE, null))
  }

  const save = deskAction<Fields, Embargo>(dependencies, {
    body: AnyFields,
    async act(asked) {
      const { work, req, body, ifMatch } = asked
      const shown = await load(asked)
      if (isRefusal(shown)) return shown
      const input = readForm(body, hereZoneOf(shown))
      return isRefusal(input) ? input : changeTerms(work, idOf(req.params.id), input, ifMatch)
    },
    done: (embargo) => ({ to: `/desk/embargoes/${embargo.id}`, done: 'terms' }),
    async again(asked, form, refusal) {
      const shown = await load(asked)
      return isRefusal(shown) ? shown : ask(asked, shown, inWords(form, refusal), refusal)
    },
  })

  const router = Router()
  router.get('/embargoes/:id/terms', deskPage(dependencies, fresh))
  router.post('/embargoes/:id/terms', (req, res, next) =>
    fieldsOf(req).do === 'save' ? save(req, res, next) : page(req, res, next),
  )
  const page = deskPage(dependencies, step)
  return router
}

function readForm(fields: Fields, callZone: string): ChangeTermsInput | Refusal {
  const faults: Faults = []
  const terms = readTerms(fields, PREFIX, callZone, faults)
  const reason = typed(fields, 'reason').slice(0, 2000)
  if (reason === '') faults.push({ path: 'reason', message: 'Say why' })
  return terms === undefined || faults.length > 0 ? refuse('invalid-body', ...faults) : { terms, reason }
}

/** The terms that the fields state, if the embargo would take them now. */
function tried(shown: Seen, fields: Fields, now: Instant): Terms | Refusal {
  const { embargo } = shown
  const here = hereZoneOf(shown)
  const input = readForm(fields, here)
  if (isRefusal(input)) return input
  if (typed(fields, 'revision') !== String(embargo.revision)) return refuse('stale')
  const terms = resolveTerms(input.terms, here)
  if (isRefusal(terms)) return terms
  const taken = changed(embargo, terms, now)
  if (!isRefusal(taken)) return terms
  return taken.refused === 'time-in-past'
    ? refuse('time-in-past', ...pastFaults(input.terms, PREFIX, here, now))
    : { ...taken, faults: [] }
}
