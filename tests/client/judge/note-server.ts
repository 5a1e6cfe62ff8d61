import type { Fate } from './rule-book-server.ts'

interface Note {
  readonly id: string
  readonly entryId: string
  readonly aspectId: string
  readonly text: string
}

/** What the server promises of notes and photos, for one seat: the least that their queue can be held against. */
export class NoteServer {
  /** Versions in the order of their arrival, each id once. */
  readonly versions: Note[] = []
  readonly photos = new Map<string, { readonly cell: string; readonly bytes: number; removed: boolean }>()
  /** Every request that arrived: "POST notes", "PUT photo", "DELETE photo". */
  readonly heard: string[] = []
  readonly fates: Fate[] = []
  /** Why it takes nothing more of this aspect. */
  readonly closed = new Map<string, string>()

  readonly #seatId: string

  constructor(seatId: string) {
    this.#seatId = seatId
  }

  readonly fetch = async (path: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    // A page of an earlier test may still have one request on its way.
    if (!String(path).includes(`/seats/${this.#seatId}/`)) throw new TypeError('another seat')
    const fate = this.fates.shift() ?? 'answered'
    if (fate === 'lost') throw new TypeError('the line is cut')
    if (typeof fate === 'number') return new Response('<html>not of this server</html>', { status: fate })
    const [status, answer] = this.#answer(String(path), init)
    if (fate === 'answer-lost') throw new TypeError('the line is cut')
    return new Response(JSON.stringify(answer), { status })
  }

  #answer(path: string, init: RequestInit): [number, unknown] {
    if (init.method === 'POST') return this.#note(JSON.parse(String(init.body)) as Note)
    const id = /photos\/([\w-]+)/.exec(path)?.[1] ?? ''
    if (init.method === 'DELETE') return this.#remove(id)
    const [, entryId = '', aspectId = ''] = /entries\/([^/]+)\/aspects\/([^/]+)/.exec(path) ?? []
    return this.#photo(id, `${entryId}|${decodeURIComponent(aspectId)}`, (init.body as ArrayBuffer).byteLength)
  }

  #note(note: Note): [number, unknown] {
    this.heard.push('POST notes')
    const known = this.versions.find((version) => version.id === note.id)
    if (known) return known.text === note.text ? [200, this.#written(note)] : [409, { kind: 'id-reused' }]
    const why = this.closed.get(note.aspectId)
    if (why) return [409, { kind: why }]
    this.versions.push(note)
    return [200, this.#written(note)]
  }

  #written = ({ id }: Note) => ({ kind: 'written', noteId: id, position: this.versions.length })

  #photo(id: string, cell: string, bytes: number): [number, unknown] {
    this.heard.push('PUT photo')
    const why = this.closed.get(cell.split('|')[1] ?? '')
    if (!this.photos.has(id) && why) return [409, { kind: why }]
    if (!this.photos.has(id)) this.photos.set(id, { cell, bytes, removed: false })
    return [200, { kind: 'added', photoId: id, sha256: '', position: 1 }]
  }

  #remove(id: string): [number, unknown] {
    this.heard.push('DELETE photo')
    const photo = this.photos.get(id)
    if (!photo) return [404, { kind: 'not-found', what: 'photo' }]
    const why = this.closed.get(photo.cell.split('|')[1] ?? '')
    if (why) return [409, { kind: why }]
    photo.removed = true
    return [200, { removed: true }]
  }

  /** The newest text of a cell, as the chief judge would read it. */
  textOf(aspectId: string): string | undefined {
    return [...this.versions].reverse().find((version) => version.aspectId === aspectId)?.text
  }
}
