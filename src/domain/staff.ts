/** Who of the staff may sign in to the desk, by the address their links go to. */
import { z } from 'zod'
import { Role } from './actor.ts'

/** `name` goes to the audit: a person, never a shared one. */
export const Staff = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: z
    .email('An address')
    .max(254)
    .transform((address) => address.toLowerCase()),
  role: Role.extract(['press', 'ops']).default('press'),
})
export type Staff = z.infer<typeof Staff>

/** How long a sign-in link stays good. */
export const SIGN_IN_VALID_MS = 10 * 60 * 1000

/** How long a session lasts, whatever is done in it: longer than a shift, shorter than a day. */
export const SESSION_VALID_MS = 12 * 60 * 60 * 1000

/** How long one lasts that nobody has signed in to: a form's, of which anyone may ask for many. */
export const NOBODYS_SESSION_VALID_MS = 30 * 60 * 1000

export function staffByEmail(staff: readonly Staff[], email: string): Staff | null {
  return staff.find((one) => one.email === email.trim().toLowerCase()) ?? null
}
