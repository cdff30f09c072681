/** The intake of a test: an entry file that needs nothing of the real one. */
import { standIn } from './stand-in.ts'

standIn('intake')
