/** An act is asked once, in words that say what it will do to how many people, and then done by one press. */
import type { Form } from './form.ts'

/** A field of the act's form, beside what every form carries. */
export type ActField = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly type?: string
  readonly rows?: number
  readonly required?: boolean
  readonly maxlength?: number
  readonly first?: string
  /** Seldom needed: folded under these words until somebody asks for it. */
  readonly under?: string
  /** Choices: a list to choose one of. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

/** What an act says before it is done. */
export type ActWords = {
  readonly title: string
  /** What is acted on, by its own name. */
  readonly about: string | null
  readonly says: readonly string[]
  /** The button: the act as a verb, with what it acts on. */
  readonly button: string
  readonly isGrave: boolean
  readonly fields: readonly ActField[]
}

export type ActView = ActWords & {
  readonly form: Form
  readonly action: string
  /** The revision that was read: the act is refused where others changed it meanwhile. */
  readonly revision: number | null
  readonly back: { readonly href: string; readonly label: string }
}
