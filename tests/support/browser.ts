import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

export interface TestBrowser {
  /** A context of its own: another tablet, another person. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>
  /** Everything that went wrong on any page: foreign requests, script errors, breaches of the security policy. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

/** Hosts that a page may talk to. */
const isOwn = (url: string) =>
  /^(data|blob|about):/.test(url) || ['127.0.0.1', 'localhost'].includes(new URL(url).hostname)

export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = process.env.CHROMIUM ?? CANDIDATES.find((path) => existsSync(path))
  if (!executablePath) throw new Error('no Chromium: install the package chromium, or name one in CHROMIUM')
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const faults: string[] = []
  return {
    faults,
    async newContext(options) {
      const context = await browser.newContext({ locale: 'zh-CN', ...options })
      await context.route('**/*', (route) => {
        if (isOwn(route.request().url())) return route.continue()
        faults.push(`foreign request: ${route.request().url()}`)
        return route.abort()
      })
      context.on('page', (page) => {
        page.on('pageerror', (error) => faults.push(`script error: ${error.message}`))
        page.on('console', (message) => {
          if (/Content Security Policy/i.test(message.text())) faults.push(`policy: ${message.text()}`)
        })
      })
      return context
    },
    close: () => browser.close(),
  }
}

const shots = fileURLToPath(new URL('../../.shots/', import.meta.url))

/** A picture to look at; kept out of the repository. */
export async function shot(page: Page, name: string) {
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`) })
}

/** What axe finds against WCAG 2.2 AA, as sentences; empty is good. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
}
