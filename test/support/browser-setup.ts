/** One browser for all files of a run; where there is none its tests skip and say why. */
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium, launchOptions } from './chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the run's browser listens, or why there is none. */
    browser: { readonly endpoint: string } | { readonly missing: string }
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findChromium()
  if ('missing' in found) {
    process.stdout.write(`The browser tests are skipped: ${found.missing}.\n`)
    project.provide('browser', found)
    return async () => {}
  }
  const server = await chromium.launchServer({ ...launchOptions(found), host: '127.0.0.1' })
  project.provide('browser', { endpoint: server.wsEndpoint() })
  return () => server.close()
}
