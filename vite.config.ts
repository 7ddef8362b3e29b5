import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'esbuild';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const server = `http://127.0.0.1:${process.env.SOJOURN_PORT ?? 4080}`;
const proxied = ['/api', '/collect', '/healthz', '/readyz'];

/** Writes a .br and a .gz beside each text file, so that the server never compresses the same bytes twice. */
const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!/\.(js|mjs|css|html|svg|json)$/.test(fileName)) continue;
        const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        if (source.length < 1024) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
        const [br, gz] = await Promise.all([
          promisify(brotliCompress)(source, { params }),
          promisify(gzip)(source, { level: 9 }),
        ]);
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: br });
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gz });
      }
    },
  },
});

/** `/service-worker.js`, which knows the files of this build. */
const serviceWorker = (): Plugin => ({
  name: 'service-worker',
  apply: 'build',
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) =>
        /^assets\/.*\.(js|css|woff2)$/.test(fileName),
      );
      const shell = new Set<string>();
      const include = (fileName: string): void => {
        const file = bundle[fileName];
        if (!file || shell.has(fileName)) return;
        shell.add(fileName);
        if (file.type !== 'chunk') return;
        for (const other of [...file.imports, ...(file.viteMetadata?.importedCss ?? [])]) include(other);
      };
      for (const file of files) if (file.type === 'chunk' && file.isEntry) include(file.fileName);
      const named = (wanted: boolean) =>
        JSON.stringify(
          files
            .map(({ fileName }) => fileName)
            .filter((name) => shell.has(name) === wanted)
            .map((name) => `/${name}`)
            .sort(),
        );
      const built = await build({
        entryPoints: [fileURLToPath(new URL('src/web/service-worker.ts', import.meta.url))],
        bundle: true,
        write: false,
        minify: true,
        format: 'iife',
        target: 'es2022',
        define: { SHELL_FILES: named(true), OTHER_FILES: named(false) },
      });
      const code = built.outputFiles[0]!.text;
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: code });
    },
  },
});

export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  plugins: [react(), serviceWorker(), precompress()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: fileURLToPath(new URL('dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    manifest: '.vite/manifest.json',
    // Inlined data: URLs would need a wider Content-Security-Policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  server: {
    port: Number(process.env.SOJOURN_WEB_PORT ?? 5173),
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, changeOrigin: false }])),
  },
  preview: {
    port: Number(process.env.SOJOURN_WEB_PORT ?? 4173),
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
