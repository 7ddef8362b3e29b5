import { Problem } from '#platform/http/problem.ts';

const megabytes = (bytes: number): number => Math.ceil(bytes / 100_000) / 10;

export const tooLarge = (size: number, limit: number): Problem =>
  new Problem(413, 'files.too_large', {
    detail: `The file has ${megabytes(size)} MB; ${megabytes(limit)} MB are allowed. Nothing was stored.`,
    params: { size: megabytes(size), limit: megabytes(limit) },
  });

export const typeForbidden = (name: string): Problem =>
  new Problem(415, 'files.type_forbidden', {
    detail: `"${name}" is a program or a script: such files are not kept here. Nothing was stored.`,
    params: { name },
  });

export const typeLies = (name: string, found: string): Problem =>
  new Problem(415, 'files.type_lies', {
    detail: `"${name}" is not what its name says: its content is ${found}. Nothing was stored; send the file itself.`,
    params: { name, found },
  });

export const badHeader = (header: string): Problem =>
  new Problem(400, 'files.bad_header', {
    detail: `The header ${header} is missing or malformed.`,
    params: { header },
  });
