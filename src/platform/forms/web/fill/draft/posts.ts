/** A file of a record on its way. */
export interface Part {
  readonly name: string;
  readonly size: number;
}

/** Bytes of one post: small enough that a link which drops every few minutes gets one through. */
const POST_SIZE = 8_000_000;

/**
 * Files divided into posts, each of which carries the form again; the server takes them as one record. A file larger
 * than a post travels alone. At least one post, for a record without files.
 */
export function postsOf<T extends Part>(files: readonly T[], limit = POST_SIZE): T[][] {
  const posts: T[][] = [[]];
  let size = 0;
  for (const file of files) {
    if (posts.at(-1)!.length > 0 && size + file.size > limit) {
      posts.push([]);
      size = 0;
    }
    posts.at(-1)!.push(file);
    size += file.size;
  }
  return posts;
}
