/** What the environment says, read once. No file is needed and nothing has a password by default. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Of PostgreSQL; null for the embedded SQLite file in `dataDir`. */
  readonly databaseUrl: string | null
}

/** A setting that cannot be used: the program says so and stops. */
export class UnusableConfig extends Error {
  override readonly name = 'UnusableConfig'
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = Number(env.PORT || '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new UnusableConfig(
      `PORT 应为 0–65535 的整数，现在是“${env.PORT}”。 PORT must be a whole number from 0 to 65535; it is "${env.PORT}".`,
    )
  }
  const databaseUrl = env.DATABASE_URL || null
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new UnusableConfig(
      'DATABASE_URL 应以 postgres:// 开头；不设则用 DATA_DIR 里的 SQLite 文件。 DATABASE_URL should begin with postgres://; without it the SQLite file in DATA_DIR is used.',
    )
  }
  return Object.freeze({ port, host: env.HOST || '0.0.0.0', dataDir: env.DATA_DIR || './data', databaseUrl })
}
