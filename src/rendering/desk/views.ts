/** What each template of the desk is filled with. */
import type { ActView } from './act-page.ts'
import type { AlertNumbers } from './alert-numbers.ts'
import type { CallPageView } from './call.ts'
import type { CallListView } from './call-list.ts'
import type { CheckView } from './check.ts'
import type { CheckCorrectionView, CorrectView } from './correct.ts'
import type { DeliveriesView } from './deliveries.ts'
import type { EmbargoPageView } from './embargo.ts'
import type { Form } from './form.ts'
import type { MailPreviewView } from './mail-preview.ts'
import type { ReceiptBody, ReceiptView } from './receipt.ts'
import type { RecordView } from './record.ts'
import type { RecordDocument } from './record-document.ts'
import type { ReleaseListView } from './release-list.ts'
import type { ReviewView } from './review.ts'
import type { ScheduleView } from './schedule.ts'
import type { TermsChangeView, TermsCheckView } from './terms-change.ts'
import type { TodayView } from './today.ts'
import type { TranscriptPageView } from './transcript.ts'
import type { TakeDownView, TurnsView } from './turns.ts'
import type { WriteView } from './write.ts'

export type DeskViews = {
  readonly today: TodayView
  readonly 'parts/today-body': TodayView
  readonly call: CallPageView
  readonly 'parts/call-body': CallPageView
  readonly calls: CallListView
  readonly embargo: EmbargoPageView
  readonly act: ActView
  readonly schedule: ScheduleView
  readonly check: CheckView
  readonly receipt: ReceiptView
  readonly record: RecordView
  readonly 'record-document': RecordDocument
  readonly 'parts/receipt-alerts': ReceiptBody
  readonly deliveries: DeliveriesView
  readonly 'parts/alert-numbers': AlertNumbers
  readonly 'terms-change': TermsChangeView
  readonly 'terms-check': TermsCheckView
  readonly transcript: TranscriptPageView
  readonly review: ReviewView
  readonly releases: ReleaseListView
  readonly 'take-down': TakeDownView
  readonly 'parts/turns': TurnsView
  readonly write: WriteView
  readonly 'mail-preview': MailPreviewView
  readonly correct: CorrectView
  readonly 'check-correction': CheckCorrectionView
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
