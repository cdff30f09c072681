/** What the templates of pages without a release are filled with. */

/** A page that says something and offers at most one thing to do. */
export type NoticeView = {
  readonly title: string
  readonly says: readonly string[]
  readonly link: { readonly href: string; readonly label: string } | null
  readonly form: { readonly action: string; readonly token: string; readonly label: string } | null
}

export type TopicChoice = { readonly value: string; readonly name: string; readonly chosen: boolean }

export type SubscribeView = { readonly topics: readonly TopicChoice[] }
export type PreferencesView = SubscribeView & {
  readonly token: string
  readonly address: string
  readonly paused: boolean
}
/** What is left of a release that was withdrawn: times in words, and its public notice. */
export type WithdrawnView = {
  readonly title: string
  readonly says: readonly string[]
  readonly published: string
  readonly killed: string
}
/** Of someone who left. */
export type LeftView = { readonly token: string; readonly address: string }
export type SignInView = { readonly failed: boolean }
