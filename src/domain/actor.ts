/** Who acts: a person or program with a token of its own, or the service itself. */
import { z } from 'zod'

export const Role = z.enum(['press', 'ops', 'wire', 'system'])
export type Role = z.infer<typeof Role>

/** `name` goes to the audit; never a shared one. */
export const Actor = z.strictObject({ name: z.string(), role: Role })
export type Actor = z.infer<typeof Actor>

/** The service acting on terms that people stated. */
export const SERVICE: Actor = { name: 'hold-for-release', role: 'system' }

/** A person is their name, by whichever door they came: a session of the desk or a token of theirs. */
export function isSamePerson(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

const plain = (name: string) => name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase()
