/** A press officer's and a reader's requests, over connections kept alive. */
import { Agent, request } from 'node:http'
import { PRESS_TOKEN } from './stage.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export type Answered = { readonly status: number; readonly text: string; readonly etag: string | undefined }

export function ask(
  port: number,
  method: string,
  path: string,
  body?: { readonly type: string; readonly text: string },
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(path.startsWith('/v1/') && { Authorization: `Bearer ${PRESS_TOKEN}` }),
      ...(body && { 'Content-Type': body.type, 'Content-Length': Buffer.byteLength(body.text) }),
    }
    const req = request({ host: '127.0.0.1', port, method, path, headers, agent }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () =>
        resolve({
          status: res.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          etag: res.headers.etag,
        }),
      )
      res.on('error', reject)
    })
    req.on('error', reject)
    req.end(body?.text)
  })
}

/** What a call of the press API answers; throws when it is refused. */
export async function press(port: number, method: string, path: string, value?: unknown) {
  const body = value === undefined ? undefined : { type: 'application/json', text: JSON.stringify(value) }
  const { status, text } = await ask(port, method, path, body)
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text}`)
  return text === '' ? null : JSON.parse(text)
}
