/** An invitation with headings, as its host would say it: what stands under them is no speech. */
import { asOpening, isInvitation, readInvitation } from '../domain/spoken/invitation.ts'
import { readHtml } from '../domain/transcript/html.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import { readTranscript } from '../domain/transcript/read.ts'
import type { Printed } from './read-printed.ts'

/** Null for all else: a transcript, or an invitation in prose, which is read as it stands. */
export function readInvited(
  { form, text }: Printed,
  transcript: Transcript,
  timeZone: string,
): Transcript | null {
  if (!isInvitation(transcript)) return null
  const { isHeaded, prose, starts, venue } = readInvitation(
    form === 'html' ? readHtml(text) : text,
    transcript.callDate ?? NO_DAY,
    timeZone,
  )
  if (!isHeaded) return null
  // Without its year a day is that of any year.
  const date = starts !== null && /\b20\d\d\b/u.test(starts.quote) ? starts.value.date : null
  return {
    ...asOpening(readTranscript(prose)),
    callDate: transcript.callDate ?? date,
    venue: transcript.venue ?? venue?.value ?? null,
    start: transcript.start,
  }
}

const NO_DAY = '2000-01-01'
