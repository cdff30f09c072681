/** The page on which a transcript is handed in. */
import type { Call, CallDetails } from '../../domain/call.ts'
import type { Form } from './form.ts'

export type TranscriptPageView = {
  readonly form: Form
  readonly action: string
  readonly call: { readonly href: string; readonly title: string }
  /** Empty where the call has only one. */
  readonly portions: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[]
  readonly replaces: boolean
}

export function transcriptView(
  { call, details }: { readonly call: Call; readonly details: CallDetails },
  chosen: string | null,
  form: Form,
): TranscriptPageView {
  const several = call.portions.length > 1
  return {
    form,
    action: `/desk/calls/${call.id}/transcript`,
    call: { href: `/desk/calls/${call.id}`, title: details.title },
    portions: several
      ? call.portions.map((portion, index) => ({
          value: portion.id,
          label: details.portions[index]?.name ?? `Portion ${index + 1}`,
          chosen: portion.id === chosen,
        }))
      : [],
    replaces: call.portions.some(({ transcriptId }) => transcriptId !== null),
  }
}
