/** One act however often it is asked for: the first answer is recorded with its effect, and repeats get it again. */
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import type { Change } from '../store/commit.ts'
import type { Store } from '../store/store.ts'

type Once<T, A> = {
  /** Who, what and the key they chose; null: every request acts. */
  readonly scope: readonly string[] | null
  /** The body as text: the same key with another one is refused. */
  readonly bodyText: string
  /** `alsoCommit` goes to the command, so that the answer is recorded in the commit of its effect. */
  act(alsoCommit?: (result: T) => Change): Promise<T | Refusal>
  present(result: T): A
  /** An answer that was recorded, as it was. */
  parse(recorded: unknown): A
}

/**
 * Should `act` throw, the key stays taken until it expires or the effect's own record replaces it: nobody
 * can tell here whether the commit took place.
 */
export async function once<T, A>(
  store: Store,
  { scope, bodyText, act, present, parse }: Once<T, A>,
): Promise<{ readonly answer: A } | Refusal> {
  if (scope === null) {
    const result = await act()
    return isRefusal(result) ? result : { answer: present(result) }
  }
  const name = store.idempotency.name(...scope)
  const begun = await store.idempotency.begin(name, bodyText)
  if (begun.begun === 'running') return refuse('idempotency-running')
  if (begun.begun === 'mismatch') return refuse('idempotency-mismatch')
  if (begun.begun === 'repeat') return { answer: parse(JSON.parse(begun.answer)) }
  let recorded = false
  const record = (answer: A) => {
    recorded = true
    return store.idempotency.finish(name, bodyText, JSON.stringify(answer))
  }
  const result = await act((done) => record(present(done)))
  if (isRefusal(result)) {
    await store.idempotency.release(name)
    return result
  }
  const answer = present(result)
  // What found nothing to do committed nothing: its answer is recorded here.
  if (!recorded) await store.commit([record(answer)])
  return { answer }
}
