/** The page on which a live call is taken down, turn by turn. */
import type { Call } from '../../domain/call.ts'
import type { Role, Turn } from '../../domain/transcript/model.ts'
import { type Said, saidIn } from '../said.ts'
import type { Form } from './form.ts'

/** What was said so far, and what follows from it: the part that changes as others add to it. */
export type TurnsView = {
  /** How many there are: the next one comes after these. */
  readonly count: number
  readonly turns: readonly {
    readonly number: number
    readonly speaker: string
    readonly role: Role
    readonly paragraphs: readonly (readonly Said[])[]
  }[]
  /** The moderator said that the embargo is lifted: where the call is ended. */
  readonly endHref: string | null
}

export type TakeDownView = TurnsView & {
  readonly form: Form
  readonly title: string
  readonly callHref: string
  readonly portion: string | null
  readonly action: string
  readonly stream: string
  readonly reviewHref: string | null
  readonly isLive: boolean
  /** Labels so far, the latest first. */
  readonly speakers: readonly string[]
  readonly roles: readonly { readonly value: Role; readonly label: string }[]
}

type Shown = {
  readonly call: Call
  readonly title: string
  readonly portion: { readonly id: string; readonly name: string } | null
  readonly turns: readonly Turn[]
  readonly releaseId: string | null
}

const ROLES = [
  { value: 'moderator', label: 'Moderator' },
  { value: 'speaker', label: 'Speaker' },
  { value: 'reporter', label: 'Reporter, with a question' },
  { value: 'operator', label: 'Operator' },
] as const

export function turnsView({ call, turns }: Pick<Shown, 'call' | 'turns'>): TurnsView {
  return {
    count: turns.length,
    turns: turns.map(({ speaker, role, paragraphs }, index) => ({
      ...{ number: index + 1, speaker, role },
      paragraphs: paragraphs.map(saidIn),
    })),
    endHref: call.announcedAt !== null && call.state === 'live' ? `/desk/calls/${call.id}/end` : null,
  }
}

export function takeDownView(shown: Shown, form: Form): TakeDownView {
  const { call, title, portion, turns, releaseId } = shown
  const href = `/desk/calls/${call.id}`
  const query = portion === null ? '' : `?${new URLSearchParams({ portion: portion.id })}`
  return {
    ...turnsView(shown),
    form,
    title,
    callHref: href,
    portion: portion?.name ?? null,
    action: `${href}/live${query}`,
    stream: `${href}/live/stream${query}`,
    reviewHref: releaseId === null ? null : `/desk/releases/${releaseId}`,
    isLive: call.state === 'live',
    speakers: [...new Set(turns.map(({ speaker }) => speaker).reverse())],
    roles: ROLES,
  }
}
