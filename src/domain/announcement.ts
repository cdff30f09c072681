/** What the desk chose to announce of a call: public by that choice, and nothing else of the call is. */
import { z } from 'zod'

/** 22 characters of base64url: 16 random bytes, so that no page is found by guessing. */
const AnnouncementId = z.string().regex(/^[\w-]{22}$/)

/** `title` null: the page says that it is a press call. `showTime`: when the embargo lifts may be told, once known. */
export const Announcement = z.strictObject({
  id: AnnouncementId,
  title: z.string().nullable(),
  says: z.string().nullable(),
  showTime: z.boolean(),
})
export type Announcement = z.infer<typeof Announcement>

/** What may be given of it; the call's own title, venue, topics and speakers are never taken in its place. */
export const AnnouncementInput = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  says: z.string().trim().min(1).max(2000).optional(),
  showTime: z.boolean().default(false),
})
export type AnnouncementInput = z.infer<typeof AnnouncementInput>

/**
 * The next announcement: words that are not given stay. One that was off gets `freshId` when it is announced again,
 * so that an address that was withdrawn stays dead.
 */
export function announced(
  before: { readonly announce: boolean; readonly announcement: Announcement | null } | null,
  given: { readonly announce: boolean; readonly words: AnnouncementInput | undefined },
  freshId: string,
): Announcement | null {
  const known = before?.announcement ?? null
  if (!given.announce && given.words === undefined) return known
  const words = given.words
    ? { title: given.words.title ?? null, says: given.words.says ?? null, showTime: given.words.showTime }
    : { title: known?.title ?? null, says: known?.says ?? null, showTime: known?.showTime ?? false }
  const stays = before?.announce === true && known !== null
  return { id: stays ? known.id : freshId, ...words }
}

/** What may stand unsealed: the words only while they are announced, else the address alone. */
export function unsealed(announcement: Announcement | null, announce: boolean): Announcement | null {
  if (announcement === null || announce) return announcement
  return { id: announcement.id, title: null, says: null, showTime: false }
}

/** What readers see of it; null while nothing is announced. A cancelled call is not announced. */
export function publicAnnouncement(call: {
  readonly announce: boolean
  readonly announcement: Announcement | null
  readonly state: string
}): Announcement | null {
  return call.announce && call.state !== 'cancelled' ? call.announcement : null
}
