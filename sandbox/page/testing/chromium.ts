import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const ROOT = join(__dirname, '..', '..', '..')
const CACHE = join(ROOT, 'node_modules', '.cache', 'brevo-hitl')
const UNPACKED = join(CACHE, 'chromium-147.0.0')

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The package's own font first, so that a page looks the same wherever its picture is taken. */
const fontsConfig = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(CACHE, 'fonts')}</cachedir>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`

/**
 * Unpacks the Chromium of `@sparticuz/chromium` with the libraries it needs. In a process of its own, for the package
 * is told by the environment where to put things and for which system; moved into place at the end, for another test
 * file may be at the same.
 */
const unpack = async (): Promise<void> => {
  if (existsSync(UNPACKED)) {
    return
  }
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(`${UNPACKED}-`)
  const script = "require('@sparticuz/chromium').executablePath()"
  const env = { PATH: process.env['PATH'], TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' }
  await promisify(execFile)(process.execPath, ['-e', script], { cwd: ROOT, env })
  await rename(folder, UNPACKED).catch(async (thrown: unknown) => {
    await rm(folder, { recursive: true, force: true })
    if (!existsSync(UNPACKED)) {
      throw thrown
    }
  })
}

const packaged = async (withLibraries: boolean): Promise<LaunchOptions> => {
  await unpack()
  // Each time, for it names a place, and a folder may have moved since.
  await writeFile(join(UNPACKED, 'fonts', 'fonts.conf'), fontsConfig(join(UNPACKED, 'fonts')))
  return {
    executablePath: join(UNPACKED, 'chromium'),
    env: {
      ...process.env,
      FONTCONFIG_PATH: join(UNPACKED, 'fonts'),
      ...(withLibraries ? { LD_LIBRARY_PATH: join(UNPACKED, 'al2023', 'lib') } : {}),
    },
  }
}

const launch = (options: LaunchOptions): Promise<Browser> => chromium.launch({ ...options, args: ARGS })

/**
 * Starts a real Chromium: the one `CHROMIUM` names, a Chrome that is installed, else the one that came with npm, which
 * needs nothing of the system but the C library.
 * @param options.same true: always the one from npm, for pictures that can be compared
 * @throws {Error} when none starts
 */
export const launchChromium = async ({ same = false }: { same?: boolean } = {}): Promise<Browser> => {
  const named = process.env['CHROMIUM']
  if (named && !same) {
    return launch({ executablePath: named })
  }
  const installed = same ? undefined : await launch({ channel: 'chrome' }).catch(() => undefined)
  // A bare machine lacks NSS and Expat; the package has them for Lambda.
  return installed ?? launch(await packaged(false)).catch(async () => launch(await packaged(true)))
}
