/** A person with a keyboard and nothing else: the tab key to where they want to be, and what they press there. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Presses of the tab key before somebody gives up: a date alone takes four. */
const PATIENCE = 150

/** What has the focus, by its label or its words; asked of the page as an expression, so that it works without script. */
const FOCUSED = `(() => {
  const one = document.activeElement
  if (one === null || one === document.body) return ''
  const labels = [...(one.labels ?? [])].map((label) => label.innerText)
  const said = [one.getAttribute('aria-label'), ...labels, one.innerText].filter(Boolean)[0] ?? ''
  return said.replaceAll(/\\s+/g, ' ').trim()
})()`

/** The names of all radio buttons in the row of the one that has the focus. */
const ROW = `(() => {
  const one = document.activeElement
  if (one?.type !== 'radio') return []
  const row = [...document.querySelectorAll('input[type=radio]')].filter(
    (other) => other.name === one.name && other.form === one.form,
  )
  return row.map((other) => other.labels[0].innerText.replaceAll(/\\s+/g, ' ').trim())
})()`

export type Hands = {
  /** Presses tab until what has the focus is called so, or begins so. */
  reach(name: string): Promise<void>
  /** Reaches a field and writes in place of what stood there. */
  write(name: string, words: string): Promise<void>
  /** Reaches it and presses a key on it, and waits for the page that follows. */
  follow(name: string, key?: 'Enter' | 'Space'): Promise<void>
  /** Takes one of a row of radio buttons: the tab key comes to the row, the arrows to the one. */
  choose(name: string): Promise<void>
  /** Reaches it and presses a key on it, where no page follows. */
  press(name: string, key: 'Enter' | 'Space'): Promise<void>
}

export function handsOn(page: Page): Hands {
  async function reach(name: string, expression = FOCUSED): Promise<void> {
    const seen = new Set<string>()
    for (let presses = 0; presses < PATIENCE; presses += 1) {
      await page.keyboard.press('Tab')
      const names = [await page.evaluate<string | string[]>(expression)].flat()
      if (names.some((one) => one.startsWith(name))) return
      for (const one of names) seen.add(one)
    }
    expect.fail(`The tab key does not come to “${name}” on ${page.url()}: ${[...seen].join(' | ')}`)
  }
  async function press(name: string, key: 'Enter' | 'Space'): Promise<void> {
    await reach(name)
    await page.keyboard.press(key)
  }
  return {
    reach: (name) => reach(name),
    press,
    async choose(name) {
      await reach(name, ROW)
      const row = await page.evaluate<string[]>(ROW)
      for (const _ of row) {
        if ((await page.evaluate<string>(FOCUSED)).startsWith(name)) break
        await page.keyboard.press('ArrowDown')
      }
      await page.keyboard.press('Space')
    },
    async write(name, words) {
      await reach(name)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(words)
    },
    async follow(name, key = 'Enter') {
      await reach(name)
      const loaded = page.waitForEvent('load')
      await page.keyboard.press(key)
      await loaded
    },
  }
}
