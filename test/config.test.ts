/** Settings of text messages: what is safe is taken, and faults name the variable, never its value. */
import { describe, expect, test } from 'vitest'
import { readIntakeConfig, readWorkersConfig } from '../src/config.ts'

const shared = {
  REDIS_URL: 'redis://localhost',
  SECRET: 's'.repeat(32),
  SEAL_KEYS: Buffer.alloc(32).toString('base64'),
}
const tokens = [{ name: 'Ana Ruiz', role: 'press', token: 't'.repeat(24) }]
const intake = { ...shared, API_TOKENS: JSON.stringify(tokens) }
const workers = { ...shared, SMTP_URL: 'smtp://localhost', MAIL_FROM: 'press@example.gov' }

describe.each([
  ['intake', (set: NodeJS.ProcessEnv) => readIntakeConfig({ ...intake, ...set })],
  ['workers', (set: NodeJS.ProcessEnv) => readWorkersConfig({ ...workers, ...set })],
] as const)('%s', (_name, read) => {
  test('has no text messages unless they are set up', () => {
    expect(read({}).SMS_URL).toBeUndefined()
    expect(read({ SMS_URL: '' }).SMS_URL).toBeUndefined()
  })

  test.each([
    'https://gateway.example/texts?account=7',
    'http://localhost:8080/texts',
    'http://127.0.0.1:8080/',
    'http://[::1]:8080/',
  ])('takes %s', (url) => {
    expect(read({ SMS_URL: url }).SMS_URL).toBe(url)
  })

  test.each([
    'http://gateway.example/texts',
    'http://localhost.example/texts',
    'http://127.0.0.1.example/texts',
    'https://user:secret-word@gateway.example/texts',
    'ftp://gateway.example/texts',
    'secret-word',
  ])('refuses %s, and does not say it again', (url) => {
    expect(() => read({ SMS_URL: url })).toThrow(/^The configuration has faults:\n {2}SMS_URL: https:[^\n]*$/)
    expect(() => read({ SMS_URL: url })).not.toThrow(/secret-word|gateway|example/)
  })
})

test('a token with a blank in it is a fault', () => {
  const sms = { SMS_URL: 'https://gateway.example/', SMS_CONNECTIONS: '0', SMS_TOKEN: 'two words' }
  expect(() => readWorkersConfig({ ...workers, ...sms })).toThrow(/SMS_TOKEN: .*\n.*SMS_CONNECTIONS: /)
  expect(readWorkersConfig(workers)).toMatchObject({ SMS_CONNECTIONS: 5 })
})
