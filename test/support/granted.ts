import { isRefusal, type Refusal } from '../../src/domain/refusals.ts'

/** What a command answered, or a failure that says the refusal. */
export function granted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`Refused: ${JSON.stringify(result)}`)
  return result
}
