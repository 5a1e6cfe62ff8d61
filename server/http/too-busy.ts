/** The machine has too much to do just now: 503, and the same request is welcome in a while. No fault of who asked. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy'
}
