/** The mail catcher: takes mail by SMTP on loopback, shows it on its page, and keeps it between starts. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { startMailbox } from '../../src/embedded/mailbox.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hfr-mail-'))
  // Registered first, so it runs last.
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
})

describe('the mail catcher', () => {
  test('shows what was sent, also after the next start', async () => {
    const first = await startMailbox({ dataDir, port: 0 })
    const transport = createTransport(first.smtpUrl)
    await transport.sendMail({
      from: 'press@a.example',
      to: 'you@b.example',
      subject: 'Lifted',
      text: 'Now.',
    })
    transport.close()
    expect(await subjects(first.inboxUrl)).toEqual(['Lifted'])
    await first.stop()

    const second = await startMailbox({ dataDir, port: 0 })
    onTestFinished(second.stop)
    expect(await subjects(second.inboxUrl)).toEqual(['Lifted'])
  })
})

const Inbox = z.array(z.object({ subject: z.string() }))

async function subjects(inboxUrl: string): Promise<readonly string[]> {
  const response = await fetch(`${inboxUrl}/api/email`)
  return Inbox.parse(await response.json()).map(({ subject }) => subject)
}
