/** What each template of the desk is filled with. */
import type { Form } from './form.ts'

export type DeskViews = {
  readonly 'sign-in': { readonly form: Form }
  readonly 'sign-in-sent': { readonly email: string }
  readonly 'sign-in-link': { readonly form: Form; readonly token: string }
  readonly notice: {
    readonly title: string
    readonly says: readonly string[]
    readonly link: { readonly href: string; readonly label: string } | null
  }
  readonly 'send-again': { readonly form: Form; readonly action: string; readonly signedIn: boolean }
}
