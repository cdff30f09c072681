/** The desk's pages: what stands around each, and the plain ones that say why something did not work. */
import { REFUSALS, type Refusal } from '../../domain/refusals.ts'
import type { Page } from '../page.ts'
import { createDeskTemplates, type DeskFrame, type DeskTemplates } from './desk-templates.ts'
import { doneSays } from './done.ts'
import type { Form } from './form.ts'

export type DeskPages = ReturnType<typeof createDeskPages>

const SIGN_IN = { href: '/desk/sign-in', label: 'Go to the sign-in' } as const
const TODAY = { href: '/desk', label: 'Go to today' } as const

export function createDeskPages(site: { readonly organisation: string }) {
  const templates: DeskTemplates = createDeskTemplates(site)
  const notice = (
    title: string,
    says: readonly string[],
    link: { readonly href: string; readonly label: string } | null,
    frame: DeskFrame = outside(title),
  ): Page => templates.page('notice', { title, says, link }, frame)

  const nothing = notice(
    'There is nothing here',
    ['The address may be mistyped, or you may not see it.'],
    TODAY,
  )
  return {
    /** Any page by its template. */
    page: templates.page,
    part: templates.part,
    signIn: ({ form, done }: { readonly form: Form; readonly done: unknown }) =>
      templates.page('sign-in', { form }, { ...outside('Sign in to the desk'), done: doneSays(done) }),
    signInSent: (view: { readonly email: string }) =>
      templates.page('sign-in-sent', view, outside('Look in your inbox')),
    signInLink: (view: { readonly form: Form; readonly token: string }) =>
      templates.page('sign-in-link', view, outside('Sign in to the desk')),
    linkOver: () =>
      notice(
        'This link does not work any more',
        ['A link works once, for 10 minutes. Ask for a new one.'],
        SIGN_IN,
      ),
    notPress: (home: string) =>
      notice('The desk is for press staff', ['Your role has its own pages.'], {
        href: home,
        label: 'Go there',
      }),
    foreignForm: () =>
      notice(
        'That form did not come from here',
        ['Nothing was changed. Open the desk and do it there.'],
        TODAY,
      ),
    /** What was typed in a form whose session was over, to be sent again. */
    sendAgain: (view: { readonly form: Form; readonly action: string; readonly signedIn: boolean }) =>
      templates.page('send-again', view, outside('Send it once more')),
    nothing: () => nothing,
    /** A refusal that belongs to no form. */
    refused: ({ refused, faults }: Refusal, frame: DeskFrame) =>
      notice(frame.title, [REFUSALS[refused].says, ...faults.map(({ message }) => message)], TODAY, frame),
  }
}

function outside(title: string): DeskFrame {
  return { title, person: null, csrf: '', place: null, heldAll: null, done: null }
}
