import { createHash } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import type { SystemPins } from '../../../src/runner/native/pins';

/** A zip of stored entries, which is what a small wheel is. */
export function zip(entries: Record<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const rest = Buffer.alloc(26);
    rest.writeUInt16LE(20, 0);
    rest.writeUInt32LE(crc32(content), 10);
    rest.writeUInt32LE(content.length, 14);
    rest.writeUInt32LE(content.length, 18);
    rest.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), rest, Buffer.from(name), content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), rest, tail, Buffer.from(name)]));
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, list, Buffer.from('PK\u0005\u0006'), end]);
}

const MACHINE = { x64: 0x3e, arm64: 0xb7 };

/** The head of a Linux library for a processor, and nothing that could run. */
export function library(arch: 'x64' | 'arm64' = process.arch as 'x64', bytes = 5_000): Buffer {
  const elf = Buffer.alloc(bytes, 7);
  elf.write('\u007fELF', 0, 'latin1');
  elf.set([2, 1, 1], 4);
  elf.writeUInt16LE(MACHINE[arch], 18);
  return elf;
}

export const WHEEL = 'tensorflow_cpu-2.16.2-cp311-cp311-manylinux_2_17_x86_64.whl';

/** A wheel with what a real one has: the libraries, headers, and much that is not wanted. */
export const wheelOf = (arch?: 'x64' | 'arm64'): Buffer =>
  zip({
    'tensorflow/__init__.py': Buffer.from('raise SystemExit'),
    'tensorflow/libtensorflow_cc.so.2': library(arch, 300_000),
    'tensorflow/libtensorflow_framework.so.2': library(arch),
    'tensorflow/include/tensorflow/c/c_api.h': Buffer.from('/* C */'),
    'tensorflow/include/unsupported/Eigen/Core': Buffer.from('no'),
    'tensorflow/python/libtensorflow_cc.so.2': Buffer.from('not this one'),
  });

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const pinsOf = (wheel: Buffer, archive?: { url: string; bytes: Buffer }): SystemPins => ({
  version: '2.16.2',
  wheel: { project: 'tensorflow-cpu', file: WHEEL, size: wheel.length, sha256: sha256(wheel) },
  archive: archive && { url: archive.url, size: archive.bytes.length, sha256: sha256(archive.bytes) },
  unpacked: 400_000,
});

export interface FakeIndex {
  url: string;
  /** `GET /path` of every request, with the range if one was asked for. */
  requests: string[];
  /** Authorization headers that came. */
  names: string[];
  close: () => void;
}

export interface Behaviour {
  wheel?: Buffer;
  page?: 'json' | 'html' | 'missing';
  ranges?: boolean;
  /** Ends the connection after so many bytes, as often as there are numbers. */
  cuts?: number[];
  /** Called while the file is being sent, after the first half. */
  halfway?: () => void | Promise<void>;
  file?: Buffer;
}

/** A package index with one wheel, at `/simple/`; and `file` at `/archive.jar`. */
export async function fakeIndex(behaviour: Behaviour): Promise<FakeIndex> {
  const { wheel = wheelOf(), page = 'json', ranges = true, cuts = [], halfway, file } = behaviour;
  const requests: string[] = [];
  const names: string[] = [];
  const server = http.createServer((request, response) => {
    const { range, authorization } = request.headers;
    requests.push(`${request.url!}${range ? ` ${range}` : ''}`);
    if (authorization) names.push(Buffer.from(authorization.slice(6), 'base64').toString());
    if (request.url === '/simple/tensorflow-cpu/') {
      if (page === 'missing') return void response.writeHead(404).end();
      if (page === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end(`<!DOCTYPE html><a href="../../files/other.whl">other.whl</a>\n<a data-requires-python="&gt;=3" href="../../files/${WHEEL}#sha256=00">${WHEEL}</a>`);
      return void response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' }).end(JSON.stringify({ files: [{ filename: 'other.whl', url: 'x' }, { filename: WHEEL, url: `/files/${WHEEL}`, hashes: { sha256: '00' } }] }));
    }
    const content = request.url === `/files/${WHEEL}` ? wheel : request.url === '/archive.jar' ? file : undefined;
    if (!content) return void response.writeHead(404).end();
    const from = ranges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    const rest = content.subarray(from);
    response.writeHead(ranges && range ? 206 : 200, { 'content-length': rest.length, ...(ranges && range && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }) });
    const cut = cuts.shift();
    if (cut !== undefined) return void response.write(rest.subarray(0, cut), () => setTimeout(() => response.destroy(), 30));
    if (!halfway) return void response.end(rest);
    response.write(rest.subarray(0, rest.length / 2), () => setTimeout(() => void Promise.resolve(halfway()).then(() => response.end(rest.subarray(rest.length / 2))), 30));
  });
  const { url, close } = await listen(server);
  return { url: `${url}/simple`, requests, names, close };
}

/** A proxy that lets everything through to `target`, whatever the name that it is asked for. */
export async function fakeProxy(target: string): Promise<{ url: string; asked: string[]; close: () => void }> {
  const asked: string[] = [];
  const server = http.createServer();
  server.on('connect', (request, socket) => {
    asked.push(request.url!);
    const { hostname, port } = new URL(target);
    const through = net.connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    through.on('error', () => socket.destroy());
    socket.on('error', () => through.destroy());
  });
  return { ...(await listen(server)), asked };
}

async function listen(server: http.Server): Promise<{ url: string; close: () => void }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
