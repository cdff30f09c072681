/** A key prefix that no other test has. */
import { ulid } from 'ulid'

export function freshNamespace(): string {
  return `t-${ulid().toLowerCase()}`
}
