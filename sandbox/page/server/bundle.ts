import { build } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const CLIENT = join(__dirname, '..', 'client')
const ICON = join(__dirname, '..', '..', '..', 'icon.svg')

export type Asset = { type: string; body: string }

const bundle = async (): Promise<Map<string, Asset>> => {
  const [{ outputFiles }, html, icon] = await Promise.all([
    build({
      entryPoints: { app: join(CLIENT, 'main.tsx') },
      tsconfig: join(CLIENT, 'tsconfig.json'),
      outdir: '/',
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      minify: true,
      logLevel: 'warning',
    }),
    readFile(join(CLIENT, 'index.html'), 'utf8'),
    readFile(ICON, 'utf8'),
  ])
  const textOf = (suffix: string): string => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? ''
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/app.js', { type: 'text/javascript; charset=utf-8', body: textOf('.js') }],
    ['/app.css', { type: 'text/css; charset=utf-8', body: textOf('.css') }],
    ['/icon.svg', { type: 'image/svg+xml', body: icon }],
  ])
}

let bundled: Promise<Map<string, Asset>> | undefined

/**
 * Bundles the page's script and style, once in a process: the tests start many pages.
 * @returns what is served, by path
 * @throws {Error} when the sources do not compile
 */
export const bundlePage = (): Promise<Map<string, Asset>> => (bundled ??= bundle())
