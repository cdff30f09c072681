/** Mail servers to measure against: Postfix's smtp-sink, which takes mail as fast as anything does. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { SMTPServer } from 'smtp-server'
import { findDebianTool } from '../support/debian-tool.ts'

export type MailServer = { readonly port: number; readonly url: string; close(): Promise<void> }

/** Null where Postfix's tools are not to be had. */
export async function startSmtpSink(): Promise<MailServer | null> {
  const tool = await findDebianTool('postfix', 'smtp-sink')
  if (tool === null) return null
  const port = await freePort()
  // It refuses to stay root.
  const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const child = spawn(tool.path, [...asUser, `127.0.0.1:${port}`, '500'], {
    env: { ...process.env, ...tool.env },
    stdio: 'ignore',
  })
  await untilListening(port)
  return { port, url: `smtp://127.0.0.1:${port}`, close: () => end(child) }
}

/** Messages a second that Postfix's own load generator reaches, writing to the same server. */
export async function rateOfSmtpSource(
  server: MailServer,
  load: { messages: number; sessions: number; bytes: number },
): Promise<number | null> {
  const tool = await findDebianTool('postfix', 'smtp-source')
  if (tool === null) return null
  const { messages, sessions, bytes } = load
  const started = performance.now()
  const child = spawn(
    tool.path,
    ['-d', '-s', String(sessions), '-m', String(messages), '-l', String(bytes), `127.0.0.1:${server.port}`],
    { env: { ...process.env, ...tool.env }, stdio: 'ignore' },
  )
  const [code] = await once(child, 'exit')
  return code === 0 ? (messages / (performance.now() - started)) * 1000 : null
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (open) return
    await delay(25)
  }
  throw new Error('The mail server does not listen')
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

/** A server that answers each command after so many milliseconds, however many connections it has. */
export async function startSlowServer(answerMs: number): Promise<MailServer> {
  const slowly = (callback: () => void) => void setTimeout(callback, answerMs)
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onMailFrom: (_address, _session, callback) => slowly(callback),
    onRcptTo: (_address, _session, callback) => slowly(callback),
    onData: (stream, _session, callback) => {
      stream.resume()
      stream.once('end', () => slowly(callback))
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** STARTTLS in front of a server, by stunnel, as fast as OpenSSL is. Null where it is not to be had. */
export async function startTlsFront(behind: MailServer): Promise<MailServer | null> {
  const [stunnel, openssl] = [
    await findDebianTool('stunnel4', 'stunnel4'),
    await findDebianTool('openssl', 'openssl'),
  ]
  if (stunnel === null || openssl === null) return null
  const directory = await mkdtemp(join(tmpdir(), 'hfr-tls-'))
  const [key, certificate, settings] = ['key.pem', 'cert.pem', 'stunnel.conf'].map((name) =>
    join(directory, name),
  )
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  await promisify(execFile)(openssl.path, [...request, '-keyout', `${key}`, '-out', `${certificate}`], {
    env: { ...process.env, ...openssl.env },
  })
  const port = await freePort()
  await writeFile(
    `${settings}`,
    `foreground = yes\npid =\n[smtp]\naccept = 127.0.0.1:${port}\nconnect = 127.0.0.1:${behind.port}\nprotocol = smtp\ncert = ${certificate}\nkey = ${key}\n`,
  )
  const child = spawn(stunnel.path, [`${settings}`], {
    env: { ...process.env, ...stunnel.env },
    stdio: 'ignore',
  })
  await untilListening(port)
  return {
    port,
    url: `smtp://127.0.0.1:${port}?requireTLS=true&tls.rejectUnauthorized=false`,
    async close() {
      await end(child)
      await rm(directory, { recursive: true, force: true })
    },
  }
}
