/** What each template of the desk is filled with. */
import type { ActView } from './act-page.ts'
import type { CallPageView } from './call.ts'
import type { CallListView } from './call-list.ts'
import type { CheckView } from './check.ts'
import type { EmbargoPageView } from './embargo.ts'
import type { Form } from './form.ts'
import type { ReviewView } from './review.ts'
import type { ScheduleView } from './schedule.ts'
import type { TermsChangeView, TermsCheckView } from './terms-change.ts'
import type { TodayView } from './today.ts'
import type { TranscriptPageView } from './transcript.ts'

export type DeskViews = {
  readonly today: TodayView
  readonly 'parts/today-body': TodayView
  readonly call: CallPageView
  readonly calls: CallListView
  readonly embargo: EmbargoPageView
  readonly act: ActView
  readonly schedule: ScheduleView
  readonly check: CheckView
  readonly 'terms-change': TermsChangeView
  readonly 'terms-check': TermsCheckView
  readonly transcript: TranscriptPageView
  readonly review: ReviewView
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
