/** The database cannot be used; the message says in both languages what to do. The program stops there. */
export class UnusableData extends Error {
  override readonly name = 'UnusableData'
}
