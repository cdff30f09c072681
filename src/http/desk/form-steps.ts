/** What the buttons of a call's form do short of storing it: more rows, fewer portions. */
import { MOST_PORTIONS, portionPrefix, portionsIn } from './call-form.ts'
import type { Fields } from './form-fields.ts'
import { speakersIn } from './rules-form.ts'
import { partsIn } from './terms-form.ts'

/** The fields after a press of the button `step`, such as `add-speaker-1`; as they were, where it changes none. */
export function withRows(fields: Fields, step: string): Fields {
  const [, verb, what, number = '1'] = /^(add|remove)-(portion|speaker|part)(?:-(\d+))?$/.exec(step) ?? []
  const prefix = portionPrefix(Number(number))
  if (verb === 'remove' && what === 'portion') return withoutPortion(fields, Number(number))
  if (verb !== 'add') return fields
  if (what === 'portion') return withPortion(fields)
  if (what === 'speaker') return { ...fields, [`${prefix}speakers`]: String(speakersIn(fields, prefix) + 1) }
  return { ...fields, [`${prefix}parts`]: String(partsIn(fields, prefix) + 1) }
}

/** One more, with the speakers and the terms of the last: its basis is chosen anew. */
function withPortion(fields: Fields): Fields {
  const count = portionsIn(fields)
  if (count === MOST_PORTIONS) return fields
  const prefix = portionPrefix(count + 1)
  return {
    ...fields,
    ...renamed(fields, portionPrefix(count), prefix),
    [`${prefix}name`]: '',
    [`${prefix}basis`]: '',
    portions: String(count + 1),
  }
}

/** Those after it move up. */
function withoutPortion(fields: Fields, number: number): Fields {
  const count = portionsIn(fields)
  if (count === 1 || number > count) return fields
  let left = without(fields, portionPrefix(number))
  for (let next = number + 1; next <= count; next += 1) {
    const moved = renamed(left, portionPrefix(next), portionPrefix(next - 1))
    left = { ...without(left, portionPrefix(next)), ...moved }
  }
  return { ...left, portions: String(count - 1) }
}

function renamed(fields: Fields, from: string, to: string): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(from) ? [[`${to}${name.slice(from.length)}`, value]] : [],
    ),
  )
}

function without(fields: Fields, prefix: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith(prefix)))
}
