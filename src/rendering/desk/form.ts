/** What every form of the desk carries: its session's token, a key so that it acts once, and what was typed. */
import type { Fault } from '../../domain/refusals.ts'

export type Form = {
  /** The session's token: a form of another site has none. */
  readonly csrf: string
  /** Sent twice, the form acts once. */
  readonly once: string
  /** What was typed, by field; nothing on a fresh form. */
  readonly values: Readonly<Record<string, string>>
  /** Why it was refused, in one sentence; null on a fresh form. */
  readonly problem: string | null
  /** Where, in the form's own fields. */
  readonly faults: readonly Fault[]
}

/** What a field holds: as typed, or its first value. */
export function typedIn(form: Form, name: string, first = ''): string {
  return form.values[name] ?? first
}

/** What is wrong with a field, or null. */
export function faultOf({ faults }: Form, name: string): string | null {
  return faults.find(({ path }) => path === name)?.message ?? null
}
