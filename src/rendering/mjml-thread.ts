/** A thread that turns the templates to HTML and ends: the library's memory, and the time it takes, stay its own. */
import { parentPort } from 'node:worker_threads'
import { mjmlHtml } from './mjml-html.ts'

parentPort?.postMessage(await mjmlHtml())
